import type { Choice, Restaurant } from "./restaurant";

const salsa: Choice = {
  name: "Salsa",
  minimum: 0,
  maximum: 2,
  options: [
    ["Salsa verde", 0],
    ["Salsa roja", 0],
    ["Habanero, very hot", 50],
    ["Guacamole", 180],
  ],
};
const burritoExtras: Choice = {
  name: "Extras",
  minimum: 0,
  maximum: 3,
  options: [
    ["Sour cream", 80],
    ["Jalapeños", 60],
    ["Extra beans", 100],
  ],
};
const filling: Choice = {
  name: "Filling",
  minimum: 1,
  maximum: 1,
  options: [
    ["Cheese only", 0],
    ["Mushrooms", 150],
    ["Chicken", 250],
  ],
};
const size: Choice = {
  name: "Size",
  minimum: 1,
  maximum: 1,
  options: [
    ["Regular", 0],
    ["Large", 250],
  ],
};
const herbs: Choice = {
  name: "On the side",
  minimum: 0,
  maximum: 3,
  options: [
    ["Thai basil", 0],
    ["Bean sprouts", 0],
    ["Fresh chilli", 0],
    ["No coriander", 0],
  ],
};
const rolls: Choice = {
  name: "Filling",
  minimum: 1,
  maximum: 1,
  options: [
    ["Prawns", 0],
    ["Tofu", 0],
  ],
};
const cut: Choice = {
  name: "Cut",
  minimum: 0,
  maximum: 1,
  options: [
    ["Sliced", 0],
    ["Whole", 0],
  ],
};
const bread: Choice = {
  name: "Bread",
  minimum: 1,
  maximum: 1,
  options: [
    ["Country loaf", 0],
    ["Seeded loaf", 50],
    ["Pretzel", 50, "out"],
  ],
};
const milk: Choice = {
  name: "Milk",
  minimum: 1,
  maximum: 1,
  options: [
    ["Cow's milk", 0],
    ["Oat drink", 40],
  ],
};

export const MORE_RESTAURANTS: readonly Restaurant[] = [
  {
    slug: "taqueria-sol",
    name: "Taquería Sol",
    cuisine: "Mexican",
    description: "Corn tortillas pressed to order, salsas from the stone.",
    addressLine: "Canal Street 7",
    place: [54.3182, 10.13621],
    phone: "+49 40 66969 407",
    deliveryFee: 150,
    minimumOrder: 1000,
    defaultPrepMinutes: 10,
    deliveryMinutes: 10,
    cloth: ["zigzag", "berry"],
    daysOnPlatewire: 210,
    popular: ["Tacos al pastor", "Guacamole", "Horchata"],
    menu: [
      {
        category: "Tacos",
        dishes: [
          {
            name: "Tacos al pastor",
            description: "Three, with marinated pork, pineapple and onion.",
            price: 1050,
            choices: [salsa],
          },
          {
            name: "Tacos de pollo",
            description: "Three, with chicken in chipotle and lime.",
            price: 990,
            choices: [salsa],
          },
          {
            name: "Tacos de pescado",
            description: "Three, with crisp fish, cabbage and chipotle cream.",
            price: 1190,
            allergens: ["fish", "gluten", "milk"],
            choices: [salsa],
          },
          {
            name: "Tacos de hongos",
            description: "Three, with oyster mushrooms and epazote. Vegan.",
            price: 950,
            choices: [salsa],
          },
          {
            name: "Tacos de barbacoa",
            description: "Three, with beef cooked overnight.",
            price: 1150,
            choices: [salsa],
            available: false,
          },
        ],
      },
      {
        category: "Burritos & quesadillas",
        dishes: [
          {
            name: "Burrito de carne asada",
            description: "Grilled beef, beans, rice, cheese.",
            price: 1250,
            allergens: ["gluten", "milk"],
            choices: [salsa, burritoExtras],
          },
          {
            name: "Burrito de frijoles",
            description: "Black beans, rice, sweet potato. Vegan.",
            price: 1090,
            allergens: ["gluten"],
            choices: [salsa, burritoExtras],
          },
          {
            name: "Quesadilla",
            description: "Oaxaca cheese, flour tortilla.",
            price: 850,
            allergens: ["gluten", "milk"],
            choices: [filling],
          },
          {
            name: "Torta ahogada",
            description: "Pork in a roll, drowned in tomato sauce.",
            price: 1190,
            allergens: ["gluten"],
          },
        ],
      },
      {
        category: "To share",
        dishes: [
          { name: "Guacamole", description: "With tortilla chips.", price: 690 },
          {
            name: "Nachos",
            description: "Cheese, jalapeños, pico de gallo.",
            price: 850,
            allergens: ["milk"],
          },
          {
            name: "Elote",
            description: "Grilled corn, lime, fresh cheese.",
            price: 490,
            allergens: ["milk"],
          },
          {
            name: "Chicken mole",
            description: "Dark sauce of chilli and cocoa, with rice.",
            price: 1490,
            allergens: ["nuts", "sesame"],
          },
        ],
      },
      {
        category: "Sweets & drinks",
        dishes: [
          {
            name: "Churros",
            description: "Six, with chocolate sauce.",
            price: 550,
            allergens: ["gluten", "milk"],
          },
          { name: "Flan", description: "Caramel custard.", price: 490, allergens: ["egg", "milk"] },
          { name: "Horchata", description: "Rice and cinnamon, 0.4 l.", price: 390 },
          { name: "Agua de jamaica", description: "Hibiscus, 0.4 l.", price: 350 },
          { name: "Mexican cola", description: "0.35 l.", price: 380 },
        ],
      },
    ],
  },
  {
    slug: "pho-lane",
    name: "Pho Lane",
    cuisine: "Vietnamese",
    description: "Broth that simmers for twelve hours, herbs cut as you order.",
    addressLine: "Old Lane 21",
    place: [54.31824, 10.12517],
    phone: "+49 40 66969 561",
    deliveryFee: 0,
    minimumOrder: 1400,
    defaultPrepMinutes: 15,
    deliveryMinutes: 15,
    cloth: ["basket", "clay"],
    daysOnPlatewire: 6,
    popular: ["Pho bo", "Summer rolls", "Vietnamese coffee"],
    menu: [
      {
        category: "Pho",
        dishes: [
          {
            name: "Pho bo",
            description: "Beef, rice noodles, herbs.",
            price: 1240,
            allergens: ["fish", "celery"],
            choices: [size, herbs],
          },
          {
            name: "Pho ga",
            description: "Chicken, rice noodles, herbs.",
            price: 1190,
            allergens: ["fish", "celery"],
            choices: [size, herbs],
          },
          {
            name: "Pho chay",
            description: "Vegetables and tofu. Vegan.",
            price: 1090,
            allergens: ["soy", "celery"],
            choices: [size, herbs],
          },
          {
            name: "Bun bo Hue",
            description: "Spicy beef, lemongrass, round noodles.",
            price: 1340,
            allergens: ["fish", "crustaceans"],
            choices: [size, herbs],
          },
        ],
      },
      {
        category: "Small plates",
        dishes: [
          {
            name: "Summer rolls",
            description: "Two, with prawns and mint, peanut sauce.",
            price: 650,
            allergens: ["crustaceans", "peanuts"],
            choices: [rolls],
          },
          {
            name: "Fried spring rolls",
            description: "Four, pork and glass noodles.",
            price: 690,
            allergens: ["gluten", "egg", "fish"],
          },
          {
            name: "Lotus root salad",
            description: "Carrot, herbs, peanuts.",
            price: 790,
            allergens: ["peanuts", "fish"],
          },
          {
            name: "Chicken satay",
            description: "Four skewers, peanut sauce.",
            price: 750,
            allergens: ["peanuts", "soy"],
          },
        ],
      },
      {
        category: "Bowls & banh mi",
        dishes: [
          {
            name: "Bun cha",
            description: "Grilled pork, rice noodles, herbs, dressing.",
            price: 1290,
            allergens: ["fish"],
            choices: [herbs],
          },
          {
            name: "Tofu lemongrass bowl",
            description: "Rice, greens, chilli. Vegan.",
            price: 1150,
            allergens: ["soy"],
          },
          {
            name: "Banh mi pork",
            description: "Baguette, pâté, pickles, coriander.",
            price: 790,
            allergens: ["gluten", "milk", "soy"],
          },
          {
            name: "Banh mi tofu",
            description: "Baguette, mushrooms, pickles. Vegan.",
            price: 750,
            allergens: ["gluten", "soy"],
          },
          {
            name: "Com tam",
            description: "Broken rice, pork chop, fried egg.",
            price: 1390,
            allergens: ["egg", "fish"],
            available: false,
          },
        ],
      },
      {
        category: "Sweets & drinks",
        dishes: [
          { name: "Mango sticky rice", description: "With coconut.", price: 590 },
          {
            name: "Coconut flan",
            description: "Caramel and coffee.",
            price: 520,
            allergens: ["egg", "milk"],
          },
          {
            name: "Vietnamese coffee",
            description: "Iced, with condensed milk.",
            price: 420,
            allergens: ["milk"],
          },
          { name: "Jasmine tea", description: "A pot.", price: 380 },
          { name: "Lime soda", description: "0.3 l, made here.", price: 390 },
        ],
      },
    ],
  },
  {
    slug: "ofen-bakery",
    name: "Ofen Bakery",
    cuisine: "Bakery",
    description: "Sourdough, butter and a wood-fired oven, from early morning until noon.",
    addressLine: "Mill Lane 2",
    place: [54.31782, 10.13845],
    phone: "+49 40 66969 730",
    deliveryFee: 190,
    minimumOrder: 800,
    defaultPrepMinutes: 10,
    deliveryMinutes: 15,
    cloth: ["wheat", "honey"],
    daysOnPlatewire: 365,
    popular: ["Butter croissant", "Country loaf", "Cappuccino"],
    isOpen: false,
    menu: [
      {
        category: "Bread",
        dishes: [
          {
            name: "Country loaf",
            description: "Sourdough of wheat and rye, 750 g.",
            price: 590,
            allergens: ["gluten"],
            choices: [cut],
          },
          {
            name: "Seeded loaf",
            description: "Sunflower, linseed, pumpkin, 750 g.",
            price: 650,
            allergens: ["gluten", "sesame"],
            choices: [cut],
          },
          { name: "Baguette", description: "Long fermentation.", price: 320, allergens: ["gluten"] },
          { name: "Pretzels", description: "Two, with coarse salt.", price: 360, allergens: ["gluten"] },
        ],
      },
      {
        category: "From the morning oven",
        dishes: [
          {
            name: "Butter croissant",
            description: "Three days in the making.",
            price: 290,
            allergens: ["gluten", "milk", "egg"],
          },
          {
            name: "Almond croissant",
            description: "Filled and toasted.",
            price: 390,
            allergens: ["gluten", "milk", "egg", "nuts"],
          },
          {
            name: "Pain au chocolat",
            description: "Two bars of dark chocolate.",
            price: 350,
            allergens: ["gluten", "milk", "egg"],
          },
          {
            name: "Cinnamon rolls",
            description: "Two, with glaze.",
            price: 520,
            allergens: ["gluten", "milk", "egg"],
          },
          {
            name: "Apple strudel",
            description: "A slice, with vanilla sauce.",
            price: 490,
            allergens: ["gluten", "milk", "egg"],
          },
        ],
      },
      {
        category: "Breakfast",
        dishes: [
          {
            name: "Cheese sandwich",
            description: "Mountain cheese, butter, pickles.",
            price: 690,
            allergens: ["gluten", "milk", "mustard"],
            choices: [bread],
          },
          {
            name: "Egg sandwich",
            description: "Soft egg, chives, mayonnaise.",
            price: 690,
            allergens: ["gluten", "egg", "mustard"],
            choices: [bread],
          },
          {
            name: "Porridge bowl",
            description: "Oats, apple, roasted nuts.",
            price: 650,
            allergens: ["gluten", "nuts"],
          },
          {
            name: "Yoghurt and granola",
            description: "With berries.",
            price: 590,
            allergens: ["milk", "nuts"],
            available: false,
          },
        ],
      },
      {
        category: "Cakes & drinks",
        dishes: [
          { name: "Cheesecake", description: "A slice.", price: 450, allergens: ["gluten", "milk", "egg"] },
          {
            name: "Plum cake",
            description: "A slice, with crumble.",
            price: 420,
            allergens: ["gluten", "milk"],
          },
          {
            name: "Cappuccino",
            description: "With milk or oat drink.",
            price: 350,
            allergens: ["milk"],
            choices: [milk],
          },
          { name: "Filter coffee", description: "0.3 l.", price: 290 },
          { name: "Apple juice", description: "Pressed nearby, 0.3 l.", price: 320 },
        ],
      },
    ],
  },
];
