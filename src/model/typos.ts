/**
 * Slips of the fingers in plain words: two neighbouring letters in the wrong order. Each is as long as its word, is no word itself, and is
 * that of one word only.
 */
export const typos: Readonly<Record<string, string>> = Object.fromEntries(
  `the teh|and adn|please plaese|show shwo|could cuold|with wiht|which whcih|what waht|that taht|this tihs|there tehre|their thier|have ahve
  need nede|give gvie|from fomr|list lsit|only olny|just jsut|would woudl|about abuot|after atfer|before befroe|every evrey|first frist
  thanks thnaks|thank htank|because becuase|where wehre|when wehn|then tehn|them tehm|they tehy|you yuo|your yuor|our oru
  know konw|want wnat|work wrok|whole wohle|into itno|over oevr|those tohse|these tehse|through thruogh|morning mornign
  meeting meetign|quick qucik|sorry srory|moment momnet|minute miutne|report reoprt|check chekc|should shuold|under udner|entry entyr
  still sitll|again agian|also aslo|more moer|other ohter|right rihgt|short shrot|people poeple|something somehting|little litlte|between bewteen`
    .split(/[|\n]/u)
    .map((pair) => pair.trim().split(' ') as [string, string]),
);
