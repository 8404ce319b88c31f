/** Cities of the United States with their states' codes. */
export const usCities: Readonly<Record<string, string>> = Object.fromEntries(
  `New York NY, Los Angeles CA, Chicago IL, Houston TX, Phoenix AZ, Philadelphia PA, San Antonio TX, San Diego CA, Dallas TX, San Jose CA, Austin TX, Jacksonville FL, San Francisco CA, Columbus OH,
  Charlotte NC, Indianapolis IN, Seattle WA, Denver CO, Boston MA, Nashville TN, Portland OR, Las Vegas NV, Detroit MI, Memphis TN, Baltimore MD, Milwaukee WI, Albuquerque NM, Tucson AZ, Fresno CA,
  Sacramento CA, Kansas City MO, Atlanta GA, Miami FL, Raleigh NC, Omaha NE, Oakland CA, Minneapolis MN, Tulsa OK, Tampa FL, New Orleans LA, Cleveland OH, Honolulu HI, Anchorage AK, Pittsburgh PA,
  Cincinnati OH, Orlando FL, Salt Lake City UT, Boise ID, Des Moines IA, Little Rock AR, Madison WI, Spokane WA, Buffalo NY, Berkeley CA, Santa Fe NM, Savannah GA, Burlington VT`
    .split(/,\s+/u)
    .map((entry) => [entry.slice(0, -3).trim(), entry.slice(-2)]),
);

/** Cities elsewhere with their countries. */
export const worldCities: Readonly<Record<string, string>> = Object.fromEntries(
  `London: United Kingdom, Paris: France, Berlin: Germany, Madrid: Spain, Rome: Italy, Vienna: Austria, Amsterdam: Netherlands, Brussels: Belgium, Lisbon: Portugal, Dublin: Ireland, Stockholm: Sweden,
  Oslo: Norway, Copenhagen: Denmark, Helsinki: Finland, Warsaw: Poland, Prague: Czech Republic, Budapest: Hungary, Athens: Greece, Istanbul: Turkey, Moscow: Russia, Kyiv: Ukraine, Zurich: Switzerland,
  Geneva: Switzerland, Munich: Germany, Hamburg: Germany, Lyon: France, Marseille: France, Milan: Italy, Naples: Italy, Barcelona: Spain, Seville: Spain, Manchester: United Kingdom, Edinburgh: United Kingdom,
  Tokyo: Japan, Osaka: Japan, Kyoto: Japan, Seoul: South Korea, Busan: South Korea, Beijing: China, Shanghai: China, Shenzhen: China, Guangzhou: China, Delhi: India, Mumbai: India, Bangalore: India,
  Chennai: India, Hyderabad: India, Jakarta: Indonesia, Bangkok: Thailand, Chiang Mai: Thailand, Hanoi: Vietnam, Manila: Philippines, Kuala Lumpur: Malaysia, Sydney: Australia, Melbourne: Australia,
  Brisbane: Australia, Perth: Australia, Auckland: New Zealand, Wellington: New Zealand, Toronto: Canada, Vancouver: Canada, Montreal: Canada, Ottawa: Canada, Calgary: Canada, Cancun: Mexico,
  Rio de Janeiro: Brazil, Sao Paulo: Brazil, Buenos Aires: Argentina, Santiago: Chile, Lima: Peru, Bogota: Colombia, Cairo: Egypt, Nairobi: Kenya, Cape Town: South Africa, Johannesburg: South Africa,
  Lagos: Nigeria, Casablanca: Morocco, Dubai: United Arab Emirates, Tel Aviv: Israel, Riyadh: Saudi Arabia, Reykjavik: Iceland, Bucharest: Romania`
    .split(/,\s+/u)
    .map((entry) => entry.trim().split(': ') as [string, string]),
);
