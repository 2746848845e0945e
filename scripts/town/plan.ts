import { type Point, smooth } from "./plane";

/** What stands where in Port Selby, in metres of the plan: `u` along the shore, `v` away from it. */

/** The lines of the grid across the shore. The river flows between 170 and 420. */
export const ACROSS = [
  -1620, -1490, -1350, -1210, -1080, -930, -800, -690, -560, -430, -310, -190, -70, 50, 170, 420, 540, 660,
  790, 930, 1060, 1200, 1350, 1500, 1640,
] as const;
/** The lines along the shore. */
export const ALONG = [36, 130, 235, 330, 450, 560, 690, 820, 950, 1090, 1230, 1380, 1540, 1700] as const;

export type RoadClass = "main" | "street" | "lane";

interface Street {
  name: string;
  class: RoadClass;
  /** From the lowest house number on; each corner lies on the grid. */
  corners: readonly Point[];
}

const along = (v: number, from: number, to: number): Point[] => [
  [from, v],
  [to, v],
];
const across = (u: number, from: number, to: number): Point[] => [
  [u, from],
  [u, to],
];

export const STREETS: readonly Street[] = [
  // Along the shore: to the west of the market, to the east of it, and beyond the river.
  { name: "Quay Street", class: "main", corners: along(36, -310, -1620) },
  { name: "Harbour Street", class: "main", corners: along(36, -310, 660) },
  { name: "Quay Walk", class: "main", corners: along(36, 660, 1640) },
  { name: "Old Quay", class: "lane", corners: along(130, 170, -930) },
  { name: "Ropewalk", class: "lane", corners: along(130, 420, 1350) },
  { name: "Market Square", class: "street", corners: along(235, -70, 50) },
  { name: "Old Lane", class: "street", corners: along(235, -70, -690) },
  { name: "Cooper Street", class: "lane", corners: along(235, -690, -1490) },
  { name: "Chandler Street", class: "lane", corners: along(235, 50, 170) },
  { name: "Sailmaker Street", class: "lane", corners: along(235, 420, 1500) },
  { name: "Station Road", class: "main", corners: along(330, 50, -1620) },
  { name: "Bridge Street", class: "main", corners: along(330, 50, 420) },
  { name: "East Road", class: "main", corners: along(330, 420, 1640) },
  { name: "Garden Row", class: "lane", corners: along(450, 170, -800) },
  { name: "Foundry Street", class: "lane", corners: along(450, -800, -1620) },
  { name: "Weaver Street", class: "lane", corners: along(450, 420, 1500) },
  { name: "Lime Street", class: "lane", corners: along(560, 170, -190) },
  { name: "Park Street", class: "lane", corners: along(560, -430, -1490) },
  { name: "Tanner Street", class: "lane", corners: along(560, 420, 1350) },
  { name: "Chapel Road", class: "main", corners: along(690, 50, -1620) },
  { name: "Chapel Bridge", class: "main", corners: along(690, 50, 420) },
  { name: "Elm Street", class: "street", corners: along(690, 420, 1640) },
  { name: "Orchard Street", class: "lane", corners: along(820, 170, -930) },
  { name: "Juniper Street", class: "lane", corners: along(820, 420, 1500) },
  { name: "Larch Street", class: "lane", corners: along(820, -1210, -1620) },
  { name: "Hill Street", class: "lane", corners: along(950, 170, -1490) },
  { name: "Heron Street", class: "lane", corners: along(950, 420, 1350) },
  { name: "Selby Road", class: "street", corners: along(1090, 50, -1620) },
  { name: "North Bridge", class: "street", corners: along(1090, 50, 420) },
  { name: "Meadow Road", class: "street", corners: along(1090, 420, 1640) },
  { name: "Hawthorn Street", class: "lane", corners: along(1230, 170, -1210) },
  { name: "Finch Street", class: "lane", corners: along(1230, 420, 1200) },
  { name: "Rowan Street", class: "lane", corners: along(1380, 170, -1350) },
  { name: "Plover Street", class: "lane", corners: along(1380, 420, 1060) },
  { name: "Upper Road", class: "street", corners: along(1540, 170, -1490) },
  { name: "Upper Bridge", class: "street", corners: along(1540, 170, 420) },
  { name: "Heath Road", class: "street", corners: along(1540, 420, 1200) },
  { name: "Quarry Street", class: "lane", corners: along(1700, 50, -930) },
  // Away from the shore, from the west to the east.
  { name: "West Shore Road", class: "street", corners: across(-1620, 36, 1090) },
  { name: "Signal Street", class: "lane", corners: across(-1490, 36, 1540) },
  { name: "Boatyard Street", class: "lane", corners: across(-1350, 36, 1380) },
  { name: "Slipway Street", class: "street", corners: across(-1210, 36, 1540) },
  { name: "Anchor Street", class: "lane", corners: across(-1080, 36, 690) },
  { name: "Beech Walk", class: "lane", corners: across(-1080, 950, 1540) },
  { name: "Green Street", class: "street", corners: across(-930, 36, 1700) },
  { name: "Goods Street", class: "lane", corners: across(-800, 36, 1700) },
  { name: "Platform Street", class: "lane", corners: across(-690, 36, 1540) },
  { name: "Lantern Street", class: "lane", corners: across(-560, 36, 1700) },
  { name: "Park Lane", class: "street", corners: across(-430, 36, 1700) },
  { name: "Net Street", class: "lane", corners: across(-310, 36, 450) },
  { name: "Bell Street", class: "lane", corners: across(-310, 690, 1700) },
  { name: "Customs Street", class: "lane", corners: across(-190, 36, 1540) },
  { name: "Church Lane", class: "street", corners: across(-70, 235, 1700) },
  { name: "Steps Lane", class: "lane", corners: across(-70, 235, 36) },
  { name: "North Street", class: "main", corners: across(50, 36, 1700) },
  { name: "River Walk", class: "lane", corners: across(170, 36, 1540) },
  { name: "Canal Street", class: "street", corners: across(420, 36, 1540) },
  { name: "Mill Lane", class: "street", corners: across(540, 36, 1540) },
  { name: "Miller Street", class: "lane", corners: across(660, 36, 1540) },
  { name: "Barley Street", class: "lane", corners: across(790, 36, 1540) },
  { name: "Granary Street", class: "lane", corners: across(930, 36, 1540) },
  { name: "Malt Street", class: "street", corners: across(1060, 36, 1540) },
  { name: "Beacon Street", class: "lane", corners: across(1200, 36, 1540) },
  { name: "Dune Street", class: "lane", corners: across(1350, 36, 1090) },
  { name: "Sand Street", class: "lane", corners: across(1500, 36, 1090) },
  { name: "Lighthouse Hill", class: "street", corners: across(1640, 36, 1090) },
  // Out of the town.
  {
    name: "Coast Road",
    class: "main",
    corners: smooth(
      [
        [-1620, 36],
        [-1900, 70],
        [-2400, 20],
        [-3200, -10],
        [-4600, 160],
        [-7000, 300],
      ],
      3,
    ),
  },
  {
    name: "Marsh Road",
    class: "main",
    corners: smooth(
      [
        [-1620, 690],
        [-2000, 720],
        [-2700, 640],
        [-3800, 860],
        [-7000, 900],
      ],
      3,
    ),
  },
  {
    name: "Great North Road",
    class: "main",
    corners: smooth(
      [
        [50, 1700],
        [80, 2000],
        [-60, 2500],
        [40, 3200],
        [-200, 6000],
      ],
      3,
    ),
  },
  {
    name: "Lighthouse Road",
    class: "main",
    corners: smooth(
      [
        [1640, 330],
        [1900, 350],
        [2400, 250],
        [3200, 380],
        [4600, 120],
        [7000, 300],
      ],
      3,
    ),
  },
  // Across the grid.
  {
    name: "Old Mill Road",
    class: "main",
    corners: [
      [420, 330],
      [540, 450],
      [660, 560],
      [790, 690],
      [930, 820],
      [1060, 950],
      [1200, 1090],
    ],
  },
];

/** Parts of lanes that were never built: the blocks beside them are larger. */
export const GAPS: readonly (readonly [from: Point, to: Point])[] = [
  [
    [-1490, 450],
    [-1490, 560],
  ],
  [
    [-1350, 560],
    [-1350, 690],
  ],
  [
    [-1350, 130],
    [-1350, 235],
  ],
  [
    [-1080, 235],
    [-1080, 330],
  ],
  [
    [-800, 560],
    [-800, 690],
  ],
  [
    [-560, 820],
    [-560, 950],
  ],
  [
    [-560, 1230],
    [-560, 1380],
  ],
  [
    [-310, 950],
    [-310, 1090],
  ],
  [
    [-190, 1230],
    [-190, 1380],
  ],
  [
    [660, 950],
    [660, 1090],
  ],
  [
    [790, 330],
    [790, 450],
  ],
  [
    [930, 450],
    [930, 560],
  ],
  [
    [930, 1230],
    [930, 1380],
  ],
  [
    [1200, 560],
    [1200, 690],
  ],
  [
    [1350, 820],
    [1350, 950],
  ],
  [
    [1500, 130],
    [1500, 235],
  ],
  [
    [-690, 950],
    [-690, 1090],
  ],
  [
    [790, 1090],
    [790, 1230],
  ],
];

/** From the hills to the harbour. */
export const RIVER: readonly Point[] = smooth(
  [
    [330, 3400],
    [240, 2600],
    [330, 2000],
    [285, 1620],
    [330, 1300],
    [265, 980],
    [325, 700],
    [275, 430],
    [312, 200],
    [300, 36],
    [300, -60],
  ],
  5,
);
export const riverWidth = (v: number) => Math.max(26, 52 - Math.max(0, v) / 70);

/** From the hills to the terminal. */
export const RAILWAY: readonly Point[] = smooth(
  [
    [-1150, 3400],
    [-900, 2500],
    [-775, 1900],
    [-745, 1400],
    [-745, 800],
    [-745, 352],
  ],
  5,
);

/** Land beyond Harbour Street, where the shore leaves it (metres), by `u`. */
export const FORELAND: readonly Point[] = [
  [-20000, -400],
  [-6000, 260],
  [-2600, 120],
  [-1900, 90],
  [-1500, 60],
  [-1250, 12],
  [-1000, 0],
  [130, 0],
  [210, 10],
  [262, -20],
  [338, -20],
  [390, 8],
  [470, 0],
  [700, 0],
  [860, 26],
  [1050, 95],
  [1250, 150],
  [1450, 130],
  [1640, 90],
  [1900, 110],
  [2600, 60],
  [6000, 420],
  [20000, -400],
];

interface Area {
  name: string;
  at: Point;
}

export const DISTRICTS: readonly Area[] = [
  { name: "Old Town", at: [-120, 180] },
  { name: "Station Quarter", at: [-870, 400] },
  { name: "West Quay", at: [-1280, 180] },
  { name: "Chapel Hill", at: [-250, 1160] },
  { name: "Greenside", at: [-1330, 1010] },
  { name: "Upper Selby", at: [-620, 1460] },
  { name: "Old Mill", at: [860, 1010] },
  { name: "Eastside", at: [640, 390] },
  { name: "Sandgate", at: [1400, 400] },
  { name: "Meadows", at: [600, 1460] },
];

interface Green {
  name: string;
  kind: "park" | "wood";
  /** A polygon; `round` draws it as a smooth line. */
  edge: readonly Point[];
  isRound?: true;
  trees: number;
}

const box = (u1: number, v1: number, u2: number, v2: number): Point[] => [
  [u1, v1],
  [u2, v1],
  [u2, v2],
  [u1, v2],
];

/** No house stands on them. */
export const GREENS: readonly Green[] = [
  { name: "Selby Park", kind: "park", edge: box(-422, 458, -198, 682), trees: 46 },
  { name: "Selby Green", kind: "park", edge: box(-1201, 700, -939, 941), trees: 50 },
  { name: "Chapel Yard", kind: "park", edge: box(-61, 700, 42, 812), trees: 16 },
  {
    name: "Harbour Green",
    kind: "park",
    edge: [
      [880, 24],
      [1640, 24],
      [1630, -62],
      [1450, -104],
      [1250, -124],
      [1060, -76],
      [920, -10],
    ],
    trees: 34,
  },
  {
    name: "Mill Wood",
    kind: "wood",
    edge: [
      [1290, 1130],
      [1500, 1115],
      [1700, 1150],
      [1880, 1330],
      [1900, 1620],
      [1720, 1820],
      [1480, 1760],
      [1330, 1580],
      [1260, 1330],
    ],
    isRound: true,
    trees: 0,
  },
  {
    name: "Heath",
    kind: "wood",
    edge: [
      [-2500, 1240],
      [-1960, 1180],
      [-1700, 1290],
      [-1610, 1560],
      [-1380, 1700],
      [-1090, 1800],
      [-1180, 2120],
      [-1560, 2330],
      [-2100, 2240],
      [-2620, 1800],
    ],
    isRound: true,
    trees: 0,
  },
];

export const PATHS: readonly (readonly Point[])[] = [
  smooth(
    [
      [-422, 560],
      [-370, 520],
      [-310, 590],
      [-250, 550],
      [-198, 570],
    ],
    5,
  ),
  [
    [-310, 458],
    [-318, 560],
    [-310, 682],
  ],
  smooth(
    [
      [-1201, 820],
      [-1120, 780],
      [-1040, 860],
      [-939, 820],
    ],
    5,
  ),
  smooth(
    [
      [-1080, 700],
      [-1070, 800],
      [-1085, 941],
    ],
    4,
  ),
  [
    [-61, 756],
    [42, 756],
  ],
  smooth(
    [
      [860, 18],
      [980, -10],
      [1120, -70],
      [1260, -104],
      [1450, -84],
      [1620, -44],
    ],
    4,
  ),
];

export const PONDS: readonly (readonly Point[])[] = [
  smooth(
    [
      [-268, 616],
      [-246, 640],
      [-222, 622],
      [-230, 596],
      [-256, 596],
      [-268, 616],
    ],
    4,
  ),
  smooth(
    [
      [-1165, 860],
      [-1130, 900],
      [-1095, 890],
      [-1110, 850],
      [-1145, 838],
      [-1165, 860],
    ],
    4,
  ),
];

/** In the water, as lines. */
export const PIERS: readonly (readonly Point[])[] = [
  [
    [-560, 4],
    [-560, -92],
    [-520, -92],
  ],
  [
    [-420, 4],
    [-420, -70],
  ],
  [
    [-280, 4],
    [-280, -108],
    [-236, -108],
  ],
  [
    [-280, -60],
    [-246, -60],
  ],
  [
    [-120, 4],
    [-120, -84],
    [-84, -84],
  ],
  [
    [30, 4],
    [30, -128],
    [78, -128],
  ],
  [
    [30, -84],
    [66, -84],
  ],
  [
    [150, 4],
    [150, -66],
  ],
  [
    [480, 4],
    [480, -110],
    [526, -110],
  ],
  [
    [600, 4],
    [600, -76],
  ],
];
/** Breakwaters. */
export const MOLES: readonly (readonly Point[])[] = [
  smooth(
    [
      [-900, 2],
      [-905, -130],
      [-830, -250],
      [-620, -318],
      [-330, -338],
    ],
    5,
  ),
  smooth(
    [
      [770, 6],
      [742, -150],
      [610, -280],
      [360, -338],
      [60, -342],
    ],
    5,
  ),
];

export const WATER_NAMES: readonly Area[] = [
  { name: "Old Harbour", at: [60, -230] },
  { name: "Selby Bay", at: [-60, -620] },
];

export const SQUARE: readonly Point[] = box(-64, 241, 44, 321);
/** The station's hall, and buildings that are larger than houses. */
export const LANDMARKS: readonly (readonly Point[])[] = [
  box(-768, 344, -722, 372),
  box(-30, 262, 8, 298),
  box(-12, 738, 14, 776),
  box(186, 52, 246, 110),
];
