import { MORE_RESTAURANTS } from "./more-restaurants";
import type { Choice, Restaurant } from "./restaurant";

const pieces: Choice = {
  name: "Cut",
  minimum: 0,
  maximum: 1,
  options: [
    ["In 6", 0],
    ["In 8", 0],
    ["In 10", 0],
  ],
};
const sushiExtras: Choice = {
  name: "Extras",
  minimum: 0,
  maximum: 4,
  options: [
    ["Extra ginger", 0],
    ["No wasabi", 0],
    ["Extra wasabi", 50],
    ["Spicy mayonnaise", 80],
    ["Brown rice", 150],
  ],
};
const noodleExtras: Choice = {
  name: "Toppings",
  minimum: 0,
  maximum: 3,
  options: [
    ["Marinated egg", 180],
    ["Extra chashu", 350],
    ["Bamboo shoots", 150],
    ["Corn", 120],
    ["Chilli oil", 80],
  ],
};
const pizzaExtras: Choice = {
  name: "Toppings",
  minimum: 0,
  maximum: 4,
  options: [
    ["Buffalo mozzarella", 250],
    ["Prosciutto di Parma", 300],
    ["Olives", 120],
    ["Capers", 100],
    ["Truffle oil", 350, "out"],
  ],
};
const dough: Choice = {
  name: "Dough",
  minimum: 1,
  maximum: 1,
  options: [
    ["Classic", 0],
    ["Wholemeal", 100],
    ["Gluten-free", 250],
  ],
};
const pasta: Choice = {
  name: "Pasta",
  minimum: 1,
  maximum: 1,
  options: [
    ["Spaghetti", 0],
    ["Tagliatelle", 0],
    ["Rigatoni", 0],
    ["Gluten-free penne", 200],
  ],
};
const heat: Choice = {
  name: "How hot",
  minimum: 1,
  maximum: 1,
  options: [
    ["Mild", 0],
    ["Medium", 0],
    ["Hot", 0],
    ["Very hot", 0],
  ],
};
const rice: Choice = {
  name: "With",
  minimum: 1,
  maximum: 1,
  options: [
    ["Basmati rice", 0],
    ["Brown rice", 80],
    ["Plain naan", 150],
    ["Garlic naan", 200],
  ],
};

export const RESTAURANTS: readonly Restaurant[] = [
  {
    slug: "sushi-bar",
    name: "Sushi Bar",
    cuisine: "Japanese",
    description: "Nigiri, rolls and ramen from the counter on Harbour Street.",
    addressLine: "Harbour Street 12",
    place: [54.3164, 10.12716],
    deliveryBy: "either",
    riderFleet: "both",
    phone: "+49 40 66969 112",
    deliveryFee: 290,
    minimumOrder: 1200,
    defaultPrepMinutes: 20,
    deliveryMinutes: 15,
    cloth: ["waves", "coral"],
    daysOnPlatewire: 900,
    menu: [
      {
        category: "Nigiri & sashimi",
        dishes: [
          {
            name: "Salmon nigiri set",
            description: "Six pieces, lightly torched or plain.",
            price: 1290,
            points: 2,
            allergens: ["fish", "soy"],
            choices: [sushiExtras],
          },
          {
            name: "Tuna nigiri set",
            description: "Six pieces of yellowfin tuna.",
            price: 1490,
            points: 2,
            allergens: ["fish", "soy"],
            choices: [sushiExtras],
          },
          {
            name: "Mixed sashimi",
            description: "Twelve slices: salmon, tuna, sea bream.",
            price: 1890,
            points: 3,
            allergens: ["fish"],
            choices: [sushiExtras],
          },
          {
            name: "Sea urchin nigiri",
            description: "Two pieces, when the boat had luck.",
            price: 1180,
            allergens: ["molluscs"],
            available: false,
          },
        ],
      },
      {
        category: "Rolls",
        dishes: [
          {
            name: "Spicy tuna roll",
            description: "Tuna, cucumber, chilli, sesame.",
            price: 990,
            allergens: ["fish", "sesame", "soy"],
            choices: [pieces, sushiExtras],
          },
          {
            name: "California roll",
            description: "Crab, avocado, cucumber.",
            price: 890,
            allergens: ["crustaceans", "egg"],
            choices: [pieces, sushiExtras],
          },
          {
            name: "Rainbow roll",
            description: "California roll under salmon, tuna and avocado.",
            price: 1390,
            allergens: ["fish", "crustaceans"],
            choices: [pieces, sushiExtras],
          },
          {
            name: "Veggie maki set",
            description: "Avocado, cucumber, pickled radish; eighteen pieces.",
            price: 1050,
            allergens: ["sesame"],
            choices: [sushiExtras],
          },
          {
            name: "Dragon roll",
            description: "Eel, avocado, sweet soy.",
            price: 1450,
            allergens: ["fish", "soy", "gluten"],
            choices: [pieces, sushiExtras],
          },
        ],
      },
      {
        category: "Bowls & warm dishes",
        dishes: [
          {
            name: "Chirashi bowl",
            description: "Sashimi over seasoned rice.",
            price: 1690,
            allergens: ["fish", "sesame"],
            choices: [sushiExtras],
          },
          {
            name: "Ramen tonkotsu",
            description: "Pork broth of eighteen hours, chashu, spring onion.",
            price: 1390,
            allergens: ["gluten", "egg", "soy"],
            choices: [noodleExtras],
          },
          {
            name: "Ramen miso",
            description: "Vegetable broth, miso, tofu, corn.",
            price: 1290,
            allergens: ["gluten", "soy"],
            choices: [noodleExtras],
          },
          {
            name: "Salmon teriyaki",
            description: "Grilled, with rice and greens.",
            price: 1590,
            allergens: ["fish", "soy"],
          },
          {
            name: "Unagi don",
            description: "Grilled eel over rice.",
            price: 1790,
            allergens: ["fish", "soy", "gluten"],
          },
          {
            name: "Karaage",
            description: "Fried chicken thigh, lemon, mayonnaise.",
            price: 790,
            allergens: ["gluten", "egg", "soy"],
          },
          {
            name: "Gyoza",
            description: "Six pieces, pork and cabbage, or vegetables.",
            price: 690,
            allergens: ["gluten", "soy"],
            choices: [
              {
                name: "Filling",
                minimum: 1,
                maximum: 1,
                options: [
                  ["Pork", 0],
                  ["Vegetables", 0],
                ],
              },
            ],
          },
        ],
      },
      {
        category: "Sides, sweets & drinks",
        dishes: [
          {
            name: "Miso soup",
            description: "Tofu, seaweed, spring onion.",
            price: 390,
            allergens: ["soy", "fish"],
          },
          {
            name: "Edamame",
            description: "With sea salt.",
            price: 450,
            allergens: ["soy"],
            choices: [
              {
                name: "Salt",
                minimum: 0,
                maximum: 1,
                options: [
                  ["No salt", 0],
                  ["Chilli salt", 50],
                ],
              },
            ],
          },
          { name: "Wakame salad", description: "Seaweed, sesame.", price: 490, allergens: ["sesame"] },
          {
            name: "Mochi",
            description: "Three pieces of ice cream in rice dough.",
            price: 550,
            allergens: ["milk"],
            choices: [
              {
                name: "Flavours",
                minimum: 0,
                maximum: 3,
                options: [
                  ["Green tea", 0],
                  ["Mango", 0],
                  ["Black sesame", 0],
                  ["Coconut", 0],
                ],
              },
            ],
          },
          {
            name: "Green tea",
            description: "Sencha, half a litre, hot or cold.",
            price: 320,
            points: 0,
            choices: [
              {
                name: "Served",
                minimum: 1,
                maximum: 1,
                options: [
                  ["Hot", 0],
                  ["Cold", 0],
                ],
              },
            ],
          },
          { name: "Yuzu lemonade", description: "0.33 l, home-made.", price: 420 },
        ],
      },
    ],
  },
  {
    slug: "trattoria-lucia",
    name: "Trattoria Lucia",
    cuisine: "Italian",
    description: "Pizza from the stone oven and pasta made in the morning.",
    addressLine: "Market Square 3",
    place: [54.31896, 10.12906],
    phone: "+49 40 66969 203",
    deliveryFee: 250,
    minimumOrder: 1500,
    defaultPrepMinutes: 25,
    deliveryMinutes: 15,
    cloth: ["gingham", "tomato"],
    daysOnPlatewire: 700,
    menu: [
      {
        category: "Antipasti",
        dishes: [
          {
            name: "Bruschetta",
            description: "Tomato, basil, garlic; four pieces.",
            price: 650,
            allergens: ["gluten"],
          },
          {
            name: "Caprese",
            description: "Buffalo mozzarella, tomato, basil.",
            price: 950,
            allergens: ["milk"],
          },
          {
            name: "Vitello tonnato",
            description: "Veal, tuna sauce, capers.",
            price: 1290,
            allergens: ["fish", "egg"],
          },
          {
            name: "Rocket salad",
            description: "Parmesan, cherry tomatoes, balsamic.",
            price: 790,
            allergens: ["milk"],
          },
        ],
      },
      {
        category: "Pizza",
        dishes: [
          {
            name: "Margherita",
            description: "San Marzano tomatoes, fior di latte, basil.",
            price: 890,
            allergens: ["gluten", "milk"],
            choices: [dough, pizzaExtras],
          },
          {
            name: "Diavola",
            description: "Spicy salami, chilli.",
            price: 1150,
            allergens: ["gluten", "milk"],
            choices: [dough, pizzaExtras],
          },
          {
            name: "Quattro formaggi",
            description: "Mozzarella, gorgonzola, taleggio, parmesan.",
            price: 1250,
            allergens: ["gluten", "milk"],
            choices: [dough, pizzaExtras],
          },
          {
            name: "Prosciutto e funghi",
            description: "Ham, mushrooms.",
            price: 1190,
            allergens: ["gluten", "milk"],
            choices: [dough, pizzaExtras],
          },
          {
            name: "Marinara",
            description: "Tomato, garlic, oregano; no cheese.",
            price: 750,
            allergens: ["gluten"],
            choices: [dough, pizzaExtras],
          },
          {
            name: "Tartufo",
            description: "Cream, mushrooms, black truffle.",
            price: 1690,
            allergens: ["gluten", "milk"],
            choices: [dough, pizzaExtras],
            available: false,
          },
        ],
      },
      {
        category: "Pasta",
        dishes: [
          {
            name: "Carbonara",
            description: "Guanciale, egg, pecorino. No cream.",
            price: 1290,
            allergens: ["gluten", "egg", "milk"],
            choices: [pasta],
          },
          {
            name: "Bolognese",
            description: "Beef and pork, four hours.",
            price: 1250,
            allergens: ["gluten", "celery"],
            choices: [pasta],
          },
          {
            name: "Aglio e olio",
            description: "Garlic, olive oil, chilli.",
            price: 950,
            allergens: ["gluten"],
            choices: [pasta],
          },
          {
            name: "Lasagne",
            description: "From the oven.",
            price: 1350,
            allergens: ["gluten", "milk", "egg", "celery"],
          },
          {
            name: "Ravioli ricotta e spinaci",
            description: "Butter and sage.",
            price: 1390,
            allergens: ["gluten", "milk", "egg"],
          },
        ],
      },
      {
        category: "Dolci & drinks",
        dishes: [
          {
            name: "Tiramisù",
            description: "Made by Lucia.",
            price: 650,
            allergens: ["egg", "milk", "gluten"],
          },
          { name: "Panna cotta", description: "With raspberries.", price: 590, allergens: ["milk"] },
          { name: "San Pellegrino", description: "0.75 l.", price: 490 },
          { name: "Limonata", description: "0.33 l.", price: 380 },
          { name: "Chinotto", description: "0.2 l.", price: 350 },
        ],
      },
    ],
  },
  {
    slug: "spice-route",
    name: "Spice Route",
    cuisine: "Indian",
    description: "Curries ground fresh, breads from the tandoor.",
    addressLine: "Station Road 48",
    place: [54.31908, 10.12247],
    deliveryBy: "riders",
    phone: "+49 40 66969 348",
    deliveryFee: 199,
    minimumOrder: 1400,
    defaultPrepMinutes: 25,
    deliveryMinutes: 20,
    cloth: ["jali", "saffron"],
    daysOnPlatewire: 480,
    menu: [
      {
        category: "Starters",
        dishes: [
          {
            name: "Vegetable samosa",
            description: "Two pieces, tamarind chutney.",
            price: 490,
            allergens: ["gluten"],
          },
          { name: "Onion bhaji", description: "Four pieces, mint yoghurt.", price: 520, allergens: ["milk"] },
          { name: "Chicken pakora", description: "In chickpea flour.", price: 690 },
          { name: "Papadum basket", description: "With three chutneys.", price: 390 },
        ],
      },
      {
        category: "Curries",
        dishes: [
          {
            name: "Butter chicken",
            description: "Tomato, butter, fenugreek.",
            price: 1390,
            allergens: ["milk", "nuts"],
            choices: [heat, rice],
          },
          {
            name: "Chicken tikka masala",
            description: "From the tandoor, in masala sauce.",
            price: 1450,
            allergens: ["milk"],
            choices: [heat, rice],
          },
          {
            name: "Lamb rogan josh",
            description: "Kashmiri chilli, yoghurt.",
            price: 1590,
            allergens: ["milk"],
            choices: [heat, rice],
          },
          {
            name: "Lamb vindaloo",
            description: "Vinegar, garlic, a lot of chilli.",
            price: 1590,
            choices: [heat, rice],
          },
          {
            name: "Prawn malabar",
            description: "Coconut, curry leaves.",
            price: 1690,
            allergens: ["crustaceans"],
            choices: [heat, rice],
          },
          {
            name: "Palak paneer",
            description: "Spinach, fresh cheese.",
            price: 1250,
            allergens: ["milk"],
            choices: [heat, rice],
          },
          {
            name: "Chana masala",
            description: "Chickpeas, ginger, tomato. Vegan.",
            price: 1090,
            choices: [heat, rice],
          },
          {
            name: "Dal makhani",
            description: "Black lentils, overnight.",
            price: 1150,
            allergens: ["milk"],
            choices: [heat, rice],
          },
        ],
      },
      {
        category: "Biryani & tandoor",
        dishes: [
          {
            name: "Chicken biryani",
            description: "Saffron rice, raita.",
            price: 1450,
            allergens: ["milk", "nuts"],
            choices: [heat],
          },
          {
            name: "Vegetable biryani",
            description: "Saffron rice, cashew, raita.",
            price: 1290,
            allergens: ["milk", "nuts"],
            choices: [heat],
          },
          {
            name: "Tandoori chicken",
            description: "Half, on the bone.",
            price: 1390,
            allergens: ["milk"],
            choices: [heat],
          },
          {
            name: "Paneer tikka",
            description: "Skewers with pepper and onion.",
            price: 1250,
            allergens: ["milk"],
            available: false,
          },
        ],
      },
      {
        category: "Breads, sides & drinks",
        dishes: [
          {
            name: "Garlic naan",
            description: "From the tandoor.",
            price: 390,
            allergens: ["gluten", "milk"],
          },
          { name: "Raita", description: "Yoghurt, cucumber, cumin.", price: 350, allergens: ["milk"] },
          { name: "Mango chutney", description: "Sweet.", price: 150 },
          { name: "Mango lassi", description: "0.4 l.", price: 450, allergens: ["milk"] },
          { name: "Masala chai", description: "0.3 l, hot.", price: 350, allergens: ["milk"] },
        ],
      },
    ],
  },
  ...MORE_RESTAURANTS,
];
