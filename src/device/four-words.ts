/**
 * Four words that nobody has chosen, for a passphrase that can be read out and written down.
 * Each is drawn evenly from a list of our own of more than 1,024 short words, none of them rude or sad: at
 * least 40 bits for the four. That is little for a fast sum and enough for one of half a second and 64 MiB a try.
 */

const LIST = `
acorn actor album alder alley almond amber anchor ankle anvil apple apricot apron arch arctic arena arrow artist ash aspen atlas atom
attic aunt autumn avenue avocado award axle azure bacon badge badger bagel baker balcony ballad ballet balloon bamboo banana band banjo
banner barge barley barn barrel basil basin basket batch bay beach beacon bead beam bean beaver bee beech beetle bell belt bench berry
bike birch bird biscuit blanket blaze blossom blue board boat bobbin bolt bonnet book boot border bottle boulder bow bowl box bracket
bramble branch brass bread breeze brick bridge brisk brochure bronze brook broom brush bubble bucket buckle bud bugle builder bulb bumper
bunch bundle bungalow bus bush butter button buzzard cabbage cabin cable cactus cake calm camel camera camp canal candle canoe canopy canvas
captain caravan carbon card cargo carnival carpet carrot cart carton cascade cashew castle catalogue cave cedar celery cellar cello cement
census centre cereal chain chair chalk channel chapel chapter chart cheddar cheese chef cherry chess chestnut chimney china chisel choir
chord cider cinema cinnamon circle circus citrus city clarinet clay clever cliff clock cloud clover coach coast coat cobalt cobble coconut
cocoa coffee coin collar colour comet comic compass concert cone copper coral cork corn corner cosmos cottage cotton cousin cove crab
cradle craft crane crater crayon cream crest cricket crisp crocus crown crumb crystal cube cuckoo cup cupboard curlew curry curtain cushion
custard cycle cypress daffodil dairy daisy dale damson dancer dawn deck deer delta denim depot desert desk dial diamond diary dinghy dinner
dish dock doctor dolphin dome donkey door dough dove dragon drawer drift drum duck dune dusk dynamo eagle early earth easel east echo
eclipse editor eel egg elbow elder elephant elk elm ember emerald engine envelope equal estate evening exhibit express fabric falcon family
farm fawn feather fennel fern ferry festival fiddle field fig film finch fir fisher flag flame flannel flask flax fleece flint float flock
floor flour flower flute foam fog folder folk fond forest fork fossil fountain fox foyer frame freckle fresh fridge friend fringe frog frost
fruit fudge funnel future galaxy gallery galley gallop garage garden garlic garnet gate gazelle gecko gentle geology geranium giant ginger
giraffe glacier glade glass glen glider glitter globe glove glow goat gold golf gong goose gorse grain granite grape graph grass gravel gravy
green grid grill grotto grouse grove guitar gull gym habit haddock hail hall hamlet hammock hamper hamster handle harbour hare harp harvest
hat hawk hawthorn hay hazel heath heather hedge helmet herb heron herring hill hinge hobby hockey holiday holly honey hood hoop horizon
horn horse hotel house hub humble hyacinth ice icicle igloo indigo ink inlet inn insect iris iron island ivory ivy jacket jade jam jar
jasmine jelly jersey jetty jewel jigsaw jockey joiner jolly journal jotter judo jug juggler juice jumper jungle juniper kale kayak keen
keeper kelp kennel kettle keyboard kiosk kitchen kite kitten kiwi knapsack knot koala label lace ladder ladle lagoon lake lamb lamp lane
lantern lapwing larch lark laser lathe lattice laurel lava lavender lawn leaf leather ledge leek legend lemon lens lentil leopard letter
lettuce level lever library lichen lilac lily lime linen lion lizard llama lobby lobster lock locket lodge loft log lolly loom lorry lotus
lucky lunar lunch lupin lute lynx lyric machine magnet magpie mallet mango mantle map maple marble march margin marigold marina market
marmalade marsh mask mason mast mat matrix meadow medal medley melody melon mentor merlin metal meteor metro middle midday milk mill mineral
mint minute mirror mist mitten moat model mole monday moon moor moose morning mosaic moss moth motor mound mountain mouse mud muffin mug
mulberry museum mushroom music mussel mustard napkin narrow nature navy neat nebula nectar needle nest nettle newt nickel night noble noodle
north notebook nougat novel nugget number nutmeg oak oar oasis oatmeal oats oboe ocean octave octopus office olive omelette onion onyx opal
opera orange orbit orchard orchid organ origami osprey ostrich otter outing oval oven owl oyster paddle paddock page paint palace palm
panda panel pansy pantry paper paprika parade parcel park parrot parsley parsnip pasta pastel pastry patch path patio pavement peach peacock
peanut pear pearl peat pebble pedal pelican pencil penguin pepper perch petal phone photo piano picnic picture pier pigeon pillar pillow
pilot pine pink pipe pitch pixel pizza planet plank plant plaster plate plaza plum plumber pocket poem poet polar pond pony poplar poppy
porch porridge port portrait post pot potato pottery prairie present prism prize promise proverb prune puddle puffin pulley pumpkin puppet
purple puzzle pyramid quail quarry quartz quay quiet quill quilt quince quiver rabbit racket radar radio radish raft rail rain raisin
rally ramp ranch ranger raspberry raven ray recipe record reed reef reel reindeer relay reptile rescue rhubarb rhyme rhythm ribbon rice
ridge ring ripple river road robin robot rocket roof room rooster root rope rose rota rowan rowing royal rubber ruby rucksack rudder rug
ruler rumble runner rural rye saddle saffron sage sail salad salmon salt sand sandal sapling sapphire sardine satchel satin saturn sauce
saucer scale scarf scarlet school science scooter score scout screen script sculptor sea seal season seed sequel shade shallow shamrock shape
shed sheep shelf shell shelter sherbet shield ship shirt shoe shore shovel shrub shuttle sierra silk silver singer siren sketch ski sky
slate sleet sleeve slide slipper slope smile smooth snail snow soap sock sofa soil solar solid sonata song soup south spaniel spark sparrow
spice spinach spindle spiral spire splash spoon spring sprout spruce square squid squirrel stable stage stair stamp star starling station
statue steady steam steel stem step stereo stile stitch stone stool stork storm story stove straw stream street string studio summer
summit sun sunday sundial sunny surf swallow swan sweater swift swim swing sycamore symbol syrup table tablet talent tambourine tandem tango
tapestry tarmac tartan teacher teal teapot temple tennis tent terrace textile theatre thicket thimble thistle thread thrush thunder thyme
ticket tide tiger tile timber tin toast toffee tomato topaz torch tortoise toucan towel tower town toy tractor train tram tray treacle
treasure tree trellis trial tribute trifle tripod trolley trombone trophy trout trowel truck trumpet trunk tuba tugboat tulip tundra
tunic tunnel turbine turf turnip turquoise turtle tutor tweed twig twilight twine umbrella uncle unicorn union valley vanilla vapour vase
vault velvet verse vessel viaduct vicar villa village vine vineyard viola violet violin vista volcano voyage waffle wagon walnut walrus waltz
warbler warm watch water wave weasel weather weaver wedge well west whale wharf wheat wheel whisker whistle white willow winch wind window
winter wisdom wolf wombat wood wool workshop wren wrist writer yacht yard yarn yellow yoghurt yonder zebra zenith zigzag zinc zone zoom
`;

/** The list, each word once. */
export const WORDS: readonly string[] = [...new Set(LIST.trim().split(/\s+/u))];

const DRAWN_FROM = 0x1_0000;

const words = (count: number): string => Array.from({ length: count }, oneWord).join(' ');
/** Four words, in order, with a space between them. */
export const fourWords = (): string => words(4);
/** Three, for a password: a server that counts the guesses asks for less than a file that anybody may guess at. */
export const threeWords = (): string => words(3);

/** One word; numbers above the last whole multiple of the list are drawn again, so that no word is likelier than another. */
function oneWord(): string {
  const fair = DRAWN_FROM - (DRAWN_FROM % WORDS.length);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint16Array(1));
    const word = drawn < fair ? WORDS[drawn % WORDS.length] : undefined;
    if (word !== undefined) return word;
  }
}
