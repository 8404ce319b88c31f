/**
 * Things of one kind that are surely not each other. One thing a line or between commas; its other names after bars, in the same order within a kind
 * (a code after the name). Written for this program.
 */
export const classes: Readonly<Record<string, string>> = {
  country: `United States|US|USA|United States of America|America|American, United Kingdom|GB|UK|Great Britain|Britain|England|British|English, Germany|DE|German, France|FR|French,
    Italy|IT|Italian, Spain|ES|Spanish, Portugal|PT|Portuguese, Netherlands|NL|Holland|Dutch, Belgium|BE|Belgian, Switzerland|CH|Swiss, Austria|AT|Austrian, Sweden|SE|Swedish,
    Norway|NO|Norwegian, Denmark|DK|Danish, Finland|FI|Finnish, Ireland|IE|Irish, Poland|PL|Polish, Greece|GR|Greek, Turkey|TR|Turkish, Russia|RU|Russian, Ukraine|UA|Ukrainian,
    China|CN|Chinese, Japan|JP|Japanese, South Korea|KR|Korea|Korean, India|IN|Indian, Pakistan|PK, Indonesia|ID|Indonesian, Thailand|TH|Thai, Vietnam|VN|Vietnamese, Malaysia|MY,
    Singapore|SG, Philippines|PH, Australia|AU|Australian, New Zealand|NZ, Canada|CA|Canadian, Mexico|MX|Mexican, Brazil|BR|Brazilian, Argentina|AR|Argentinian, Chile|CL, Colombia|CO, Peru|PE,
    Egypt|EG|Egyptian, South Africa|ZA, Nigeria|NG, Kenya|KE, Morocco|MA|Moroccan, Israel|IL, Saudi Arabia|SA, United Arab Emirates|AE|UAE, Iceland|IS, Hungary|HU, Czech Republic|CZ, Romania|RO`,
  'us-state': `Alabama|AL, Alaska|AK, Arizona|AZ, Arkansas|AR, California|CA, Colorado|CO, Connecticut|CT, Florida|FL, Georgia|GA, Hawaii|HI, Idaho|ID, Illinois|IL, Indiana|IN, Iowa|IA,
    Kansas|KS, Kentucky|KY, Louisiana|LA, Maine|ME, Maryland|MD, Massachusetts|MA, Michigan|MI, Minnesota|MN, Mississippi|MS, Missouri|MO, Montana|MT, Nebraska|NE, Nevada|NV, New Hampshire|NH,
    New Jersey|NJ, New Mexico|NM, North Carolina|NC, North Dakota|ND, Ohio|OH, Oklahoma|OK, Oregon|OR, Pennsylvania|PA, Rhode Island|RI, South Carolina|SC, South Dakota|SD, Tennessee|TN, Texas|TX,
    Utah|UT, Vermont|VT, Virginia|VA, West Virginia|WV, Wisconsin|WI, Wyoming|WY`,
  continent: 'Africa, Asia, Europe, North America, South America, Antarctica',
  currency: `US dollar|USD|dollar|dollars|$|bucks, euro|EUR|euros|€, British pound|GBP|pound|pounds|sterling|£, Japanese yen|JPY|yen|¥, Swiss franc|CHF|franc|francs, Canadian dollar|CAD,
    Australian dollar|AUD, Chinese yuan|CNY|yuan|renminbi|RMB, Indian rupee|INR|rupee|rupees|₹, Swedish krona|SEK|krona, Mexican peso|MXN|peso|pesos, Brazilian real|BRL, South Korean won|KRW|won,
    Singapore dollar|SGD, New Zealand dollar|NZD, Norwegian krone|NOK, Polish zloty|PLN, Turkish lira|TRY, South African rand|ZAR, Thai baht|THB|baht`,
  language: `English|en|eng, Spanish|es|spa, French|fr|fra, German|de|deu, Italian|it|ita, Portuguese|pt|por, Dutch|nl|nld, Swedish|sv|swe, Polish|pl|pol, Russian|ru|rus, Turkish|tr|tur, Greek|el|ell,
    Chinese|zh|zho|Mandarin, Japanese|ja|jpn, Korean|ko|kor, Hindi|hi|hin, Arabic|ar|ara, Vietnamese|vi|vie, Thai|th|tha, Indonesian|id|ind, Danish|da|dan, Finnish|fi|fin, Norwegian|no|nor`,
  weekday: 'Monday|Mon, Tuesday|Tue, Wednesday|Wed, Thursday|Thu, Friday|Fri, Saturday|Sat, Sunday|Sun',
  month:
    'January|Jan, February|Feb, March|Mar, April|Apr, May|May, June|Jun, July|Jul, August|Aug, September|Sep|Sept, October|Oct, November|Nov, December|Dec',
  season: 'spring, summer, autumn|fall, winter',
  zodiac: 'Aries, Taurus, Gemini, Cancer, Leo, Virgo, Libra, Scorpio, Sagittarius, Capricorn, Aquarius, Pisces',
  planet: 'Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune, Pluto',
  colour: 'red, blue, green, yellow, orange, purple|violet, pink, brown, black, white, grey|gray, turquoise',
  instrument:
    'guitar, piano, violin, cello, flute, clarinet, trumpet, saxophone|sax, drums|drum, harp, oboe, trombone, ukulele, banjo, accordion, mandolin',
  sport: `basketball|NBA, soccer, baseball|MLB, tennis, golf, cricket, rugby, hockey|ice hockey|NHL, volleyball, swimming, boxing, badminton, cycling, table tennis|ping pong, handball, American football|NFL`,
  'music-genre':
    'rock, jazz, classical, hip hop|hip-hop|rap, country, blues, reggae, techno, folk, metal, pop, funk, soul, salsa, opera, gospel',
  'film-genre':
    'comedy|comedic|funny, drama|dramatic, horror|scary, romance|romantic, thriller, western, documentary, animation|animated, fantasy, science fiction|sci-fi|scifi, mystery, musical, war',
  cuisine: `Italian, Chinese, Mexican, Japanese|sushi, Indian, Thai, French, Greek, Korean, Vietnamese, Spanish|tapas, Ethiopian, Turkish, Lebanese, Moroccan, Peruvian, German, Brazilian`,
  diet: 'vegan, keto|ketogenic, paleo, gluten-free|gluten free, kosher, halal',
  meal: 'breakfast, lunch, dinner|supper, brunch',
  food: `pizza, sushi, pasta, burger|hamburger, salad, soup, steak, sandwich, curry, tacos|taco, ramen, lasagna, pancakes|pancake, omelette|omelet, risotto, paella`,
  drink: 'coffee, tea, beer, wine, lemonade, milk, cider, cocoa',
  fruit: 'apple, banana, orange, mango, pear, peach, cherry, grape, pineapple, strawberry, blueberry, watermelon, kiwi, plum',
  vegetable:
    'carrot, broccoli, spinach, potato, tomato, onion, cucumber, cauliflower, pumpkin, lettuce, zucchini|courgette, eggplant|aubergine',
  animal: `dog, cat, horse, cow, sheep, elephant, lion, tiger, giraffe, zebra, dolphin, whale, eagle, penguin, rabbit, kangaroo, panda, wolf, fox, bear, monkey, snake, frog, owl, parrot, shark, deer, mouse`,
  vehicle: 'sedan, truck, motorcycle|motorbike, bus, van, bicycle|bike, scooter, convertible',
  travel: 'driving|drive|car, walking|walk|on foot, cycling|bicycling|bike|bicycle, transit|public transport|public transit',
  'car-maker':
    'Toyota, Honda, Ford, BMW|Bayerische Motoren Werke, Audi, Volkswagen|VW, Mercedes-Benz|Mercedes, Tesla, Nissan, Hyundai, Volvo, Subaru, Mazda, Kia, Porsche, Chevrolet|Chevy, Jeep, Fiat, Renault, Peugeot',
  company: `Apple|AAPL, Microsoft|MSFT, Amazon|AMZN, Alphabet|GOOGL|Google|GOOG, Tesla|TSLA, Meta|META|Facebook|FB, Netflix|NFLX, Nvidia|NVDA, Intel|INTC, IBM|IBM, Oracle|ORCL, Adobe|ADBE, Cisco|CSCO,
    Coca-Cola|KO|Coke, Pepsi|PEP|PepsiCo, Nike|NKE, Walmart|WMT, Disney|DIS, Boeing|BA, Starbucks|SBUX, Uber|UBER, PayPal|PYPL, Salesforce|CRM, Goldman Sachs|GS, Ford Motor|F`,
  crypto: 'Bitcoin|BTC, Ethereum|ETH|ether, Litecoin|LTC, Dogecoin|DOGE, Cardano|ADA, Solana|SOL, Ripple|XRP, Monero|XMR, Polkadot|DOT',
  'programming-language':
    'Python, JavaScript|JS, Java, Ruby, Go|Golang, Rust, PHP, Kotlin, Swift, Haskell, Perl, Scala, C++|cpp, C#|csharp',
  'file-format': 'PDF, CSV, JSON, XML, PNG, JPEG|JPG, MP3, MP4, DOCX, TXT, HTML, XLSX|Excel, SVG, GIF, YAML',
  element: `hydrogen|H, helium|He, lithium|Li, carbon|C, nitrogen|N, oxygen|O, sodium|Na, magnesium|Mg, silicon|Si, sulfur|S|sulphur, chlorine|Cl, potassium|K, calcium|Ca, iron|Fe, copper|Cu, zinc|Zn, silver|Ag, gold|Au,
    mercury|Hg, lead|Pb, uranium|U, nickel|Ni, neon|Ne, argon|Ar, aluminum|Al|aluminium`,
  material: 'wood|wooden, steel, plastic, glass, leather, cotton, silk, ceramic, concrete, marble, rubber, paper, bronze, wool, granite',
  subject:
    'mathematics|math|maths, physics, chemistry, biology, history, geography, philosophy, economics, psychology, astronomy, sociology, law, medicine',
  organ: 'heart|cardiac, liver|hepatic, kidney|renal, lung|pulmonary, brain, stomach, pancreas, spleen, skin',
  disease:
    'diabetes, asthma, malaria, tuberculosis|TB, cancer, measles, influenza|flu, hepatitis, pneumonia, migraine, arthritis, COVID-19|covid|coronavirus',
  shape: 'circle, square, triangle, hexagon, pentagon, octagon, trapezoid, ellipse, sphere, cube, cylinder, cone, pyramid',
  'length-unit':
    'kilometer|km|kilometers|kilometre|kilometres, mile|mi|miles, meter|m|meters|metre|metres, foot|ft|feet, inch|in|inches, yard|yd|yards, centimeter|cm|centimeters|centimetre, millimeter|mm|millimeters',
  'mass-unit': 'kilogram|kg|kilograms|kilo|kilos, pound|lb|pounds|lbs, gram|g|grams, ounce|oz|ounces, ton|t|tons|tonne|tonnes, stone|st',
  'volume-unit':
    'liter|l|liters|litre|litres, gallon|gal|gallons, cup|c|cups, pint|pt|pints, milliliter|ml|milliliters, tablespoon|tbsp|tablespoons, teaspoon|tsp|teaspoons, quart|qt|quarts',
  'temperature-unit': 'celsius|C|centigrade|metric|°C, fahrenheit|F|imperial|°F, kelvin|K',
  'time-unit':
    'second|s|seconds|sec, minute|min|minutes, hour|h|hours|hr, day|d|days|daily, week|w|weeks|weekly, month|mo|months|monthly, year|y|years|yearly|annual|annually|yr',
  frequency: 'hourly, daily, weekly, monthly, quarterly, yearly|annual|annually',
  poker: 'clubs|club, diamonds|diamond, hearts|heart, spades|spade',
  direction: 'north|N, south|S, east|E, west|W',
  order: 'ascending|asc, descending|desc',
  'image-size': 'small|S, medium|M, large|L',
  level: 'low, medium|moderate, high',
  difficulty: 'beginner|easy|novice, intermediate|medium, advanced|hard|expert',
  gender: 'male|man|M|men|boy|boys, female|woman|F|women|girl|girls',
  bloodline: 'mother|mom|maternal, father|dad|paternal',
  'cabin-class': 'economy|coach, premium economy, business, first class|first',
  priority: 'low, normal, high, urgent|critical',
  status: 'open, closed, pending',
  relation: 'brother, sister, uncle, aunt, cousin',
  composer:
    'Mozart|Wolfgang Amadeus Mozart, Beethoven|Ludwig van Beethoven, Bach|Johann Sebastian Bach, Chopin|Frederic Chopin, Vivaldi|Antonio Vivaldi, Tchaikovsky, Debussy|Claude Debussy, Haydn|Joseph Haydn',
  painter:
    'Vincent van Gogh|van Gogh, Pablo Picasso|Picasso, Claude Monet|Monet, Leonardo da Vinci|da Vinci|Leonardo, Rembrandt, Salvador Dali|Dali, Frida Kahlo|Kahlo, Michelangelo, Edvard Munch|Munch, Paul Cezanne|Cezanne',
  scientist:
    'Albert Einstein|Einstein, Isaac Newton|Newton, Marie Curie|Curie, Charles Darwin|Darwin, Galileo Galilei|Galileo, Nikola Tesla, Louis Pasteur|Pasteur, Stephen Hawking|Hawking, Niels Bohr|Bohr',
  'trig-function': 'sine|sin, cosine|cos, tangent|tan',
  statistic: 'mean|average, median, mode, variance, standard deviation|std',
  airline:
    'Delta|Delta Airlines|Delta Air Lines, United|United Airlines, Lufthansa, Emirates, Air France, British Airways, Qantas, Ryanair, KLM, Southwest|Southwest Airlines, JetBlue, Alaska Airlines',
  'us-team': `Los Angeles Lakers|Lakers, Chicago Bulls|Bulls, Boston Celtics|Celtics, Golden State Warriors|Warriors, Miami Heat|Heat, Toronto Raptors|Raptors, Brooklyn Nets|Nets, Phoenix Suns|Suns, Denver Nuggets|Nuggets`,
  club: 'Manchester United|Man United|Man Utd, Real Madrid, Barcelona|FC Barcelona|Barca, Liverpool|Liverpool FC, Juventus, Bayern Munich|FC Bayern, Arsenal, Chelsea, Ajax, Paris Saint-Germain|PSG, Inter Milan, Borussia Dortmund',
  allergen: 'peanut|peanuts, soy|soya, shellfish, egg|eggs, wheat, dairy|lactose',
  scale: 'major, minor, pentatonic, chromatic, harmonic minor',
  landmark: `Eiffel Tower, Big Ben, Statue of Liberty, Colosseum, Golden Gate Bridge, Taj Mahal, Great Wall of China, Machu Picchu, Mount Rushmore, Brandenburg Gate, Niagara Falls, Sydney Opera House,
    Times Square, Central Park, Empire State Building, Grand Canyon, Yellowstone National Park|Yellowstone, Yosemite National Park|Yosemite, Amazon rainforest, Mount Everest, Stonehenge, Acropolis, Sagrada Familia`,
  museum: `Louvre Museum|Louvre|The Louvre, British Museum, Metropolitan Museum of Art|Met|The Met|Metropolitan Museum, Museum of Modern Art|MoMA, Prado, Rijksmuseum, Uffizi Gallery|Uffizi, Hermitage, Guggenheim Museum|Guggenheim,
    Natural History Museum, Vatican Museums, Tate Modern`,
  discovery:
    'gravity|theory of gravity|gravitation, theory of relativity|relativity, theory of evolution|evolution|natural selection, penicillin, radioactivity, DNA structure, electricity, telephone, electron, neutron, vaccination, x-rays|x-ray, oxygen',
  biology:
    'plasma membrane|cell membrane, mitochondria|mitochondrion, nucleus, ribosome|ribosomes, chloroplast|chloroplasts, golgi apparatus|golgi, lysosome, cytoplasm, endoplasmic reticulum, vacuole',
  religion: 'Christianity|Christian, Islam|Muslim, Buddhism|Buddhist, Hinduism|Hindu, Judaism|Jewish, Sikhism, Taoism',
  chess: 'rapid, blitz, bullet',
  card: 'queen, king, jack, ace',
  university:
    'Harvard|Harvard University, Stanford|Stanford University, MIT|Massachusetts Institute of Technology, Yale|Yale University, Princeton|Princeton University, Oxford|Oxford University|University of Oxford, Cambridge|University of Cambridge, Columbia University, Cornell|Cornell University',
  vitamin: 'protein|proteins, fat|fats, carbohydrates|carbs|carbohydrate, fiber|fibre, calcium, cholesterol',
  president:
    'George Washington|Washington, Abraham Lincoln|Lincoln, Thomas Jefferson|Jefferson, Barack Obama|Obama, John F. Kennedy|Kennedy, Franklin D. Roosevelt, Ronald Reagan|Reagan, Theodore Roosevelt',
  airport:
    'JFK|John F. Kennedy, LAX, SFO, ORD|O’Hare, ATL, BOS, SEA, DEN, MIA, LHR|Heathrow, CDG|Charles de Gaulle, FRA, AMS|Schiphol, HND|Haneda, NRT|Narita, DXB, SIN|Changi, SYD, YYZ, MAD, BCN, IST, DFW, LAS, PHX',
  timezone:
    'America/New_York, America/Los_Angeles, America/Chicago, America/Denver, Europe/London, Europe/Berlin, Europe/Paris, Asia/Tokyo, Asia/Shanghai, Asia/Kolkata, Australia/Sydney, Africa/Cairo',
  tree: 'oak, maple, birch, cedar, spruce, willow, chestnut, poplar, larch',
};
