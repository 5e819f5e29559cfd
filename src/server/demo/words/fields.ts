/**
 * Fields of work that a pupil may lean to: jobs, subjects, courses and (invented) places, so that what is said in an
 * interview, a plan and an experience belongs together.
 */

/** Words of one field of work. */
export interface Field {
  readonly name: string;
  readonly jobs: readonly string[];
  readonly subjects: readonly string[];
  readonly likes: readonly string[];
  readonly employers: readonly string[];
  readonly courses: readonly string[];
  readonly apprenticeships: readonly string[];
  readonly stem: boolean;
}

const list = (text: string): readonly string[] => text.split('|').map((part) => part.trim());
const field = (name: string, rows: readonly [string, string, string, string, string, string], stem = false): Field => {
  const [jobs, subjects, likes, employers, courses, apprenticeships] = rows.map(list) as [
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
  ];
  return { name, jobs, subjects, likes, employers, courses, apprenticeships, stem };
};

/** The fields of work that the demo school's pupils lean to. */
export const FIELDS: readonly Field[] = [
  field(
    'health',
    [
      'nurse|midwife|paramedic|physiotherapist|radiographer|pharmacist|dental nurse|speech therapist',
      'Biology|Chemistry|PE',
      'looking after people|finding out how the body works|staying calm when others do not',
      'Aldermere Hospital|Larkfield Dental Care|Wexcombe Ambulance Station|Brookside Care Home',
      'the T Level in Health|A level Biology and Psychology|a Level 2 course in Health and Social Care',
      'healthcare support worker|dental nurse|ambulance support worker',
    ],
    true,
  ),
  field(
    'science',
    [
      'laboratory technician|biomedical scientist|forensic scientist|environmental scientist|food scientist|meteorologist',
      'Chemistry|Biology|Physics',
      'practicals more than theory|working out why something happened|careful measuring',
      'Aldermere Hospital|Severn Water Laboratories|Thornbridge Materials|Greenacre Seeds',
      'the T Level in Science|A level Chemistry and Biology|an applied science course',
      'laboratory technician|science manufacturing technician|water process technician',
    ],
    true,
  ),
  field(
    'digital',
    [
      'software developer|cyber security analyst|network engineer|games tester|data analyst|web designer',
      'Computer Science|Maths|Media',
      'solving puzzles|building websites at home|taking computers apart',
      'Pixelforge Studio|Harbour Data|Wexcombe Broadband|Lanternfish Games',
      'the T Level in Digital Software Development|A level Computer Science|a Level 3 course in Computing',
      'software developer|IT support technician|data technician',
    ],
    true,
  ),
  field(
    'engineering',
    [
      'mechanical engineer|aircraft fitter|car technician|electrical engineer|rail engineer|welder',
      'Physics|Maths|Design and Technology',
      'fixing things|knowing how engines work|drawing plans to scale',
      'Marlow Rail Works|Kestrel Aerospace|Dunmore Motors|Fenwick Turbines',
      'the T Level in Engineering|A level Maths and Physics|a Level 2 course in Motor Vehicle',
      'engineering fitter|rail engineering operative|vehicle technician',
    ],
    true,
  ),
  field(
    'construction',
    [
      'electrician|plumber|bricklayer|architect|quantity surveyor|site manager|joiner',
      'Design and Technology|Maths|Geography',
      'being outside|making something you can point at afterwards|working in a team',
      'Hollis and Daughters Builders|Northgate Homes|Brightwire Electrical|Tillingham Architects',
      'the T Level in Building Services|a Level 2 course in Bricklaying|A level Maths and Art',
      'electrician|plumbing and heating engineer|bricklayer',
    ],
    true,
  ),
  field('creative', [
    'graphic designer|illustrator|film editor|costume maker|photographer|animator|musician',
    'Art|Music|Drama|Media',
    'drawing every day|being on stage|editing short films',
    'Paperboat Design|The Corn Exchange Theatre|Redbrick Films|Otterbourne Gallery',
    'the T Level in Media|A level Art and English|a Level 3 course in Music Technology',
    'creative venue technician|junior content producer|broadcast production assistant',
  ]),
  field('business', [
    'accountant|estate agent|marketing manager|bank adviser|buyer|human resources officer',
    'Business|Maths|English',
    'selling things online|being organised|keeping the books for a stall',
    'Wexcombe Building Society|Amberley Foods|Hartwell Estate Agents|Copperfield Accounts',
    'the T Level in Finance|A level Business and Economics|a Level 3 course in Business',
    'accounts assistant|business administrator|customer service practitioner',
  ]),
  field('teaching', [
    'primary teacher|nursery worker|teaching assistant|youth worker|social worker|educational psychologist',
    'English|History|Psychology',
    'being with younger children|explaining things|helping at the after-school club',
    'Acorn Nursery|Wexcombe Youth Service|St Bride’s Primary|Harbour Family Centre',
    'the T Level in Education and Early Years|A level Psychology and Sociology|a Level 2 course in Childcare',
    'early years practitioner|teaching assistant|youth support worker',
  ]),
  field('law', [
    'solicitor|police officer|paralegal|probation officer|firefighter|army officer|court clerk',
    'English|History|Citizenship',
    'arguing a case|things being fair|reading about real trials',
    'Pargeter Law|Wexcombe Fire Station|County Police Cadets|The Magistrates’ Court',
    'A level Law and English|the T Level in Legal Services|a Level 3 course in Public Services',
    'paralegal|police constable|firefighter',
  ]),
  field('sport', [
    'sports coach|PE teacher|personal trainer|sports journalist|lifeguard|physiotherapist',
    'PE|Biology|English',
    'training with a team|coaching the under-nines|watching how others play',
    'Wexcombe Leisure Centre|Riverside Football Trust|Peak Climbing|Holloway Swim School',
    'A level PE and Biology|a Level 3 course in Sport|a Level 2 course in Sport and Fitness',
    'leisure team member|community sport officer|personal trainer',
  ]),
  field('food', [
    'chef|baker|hotel manager|event planner|café owner|travel agent',
    'Food Technology|Business|Spanish',
    'cooking for the family|being busy|meeting people from everywhere',
    'The Linden Hotel|Crumb Bakery|Harvest Kitchen|Blue Anchor Travel',
    'a Level 2 course in Professional Cookery|the T Level in Catering|a Level 3 course in Travel and Tourism',
    'commis chef|hospitality team member|baker',
  ]),
  field('animals', [
    'vet|veterinary nurse|zookeeper|farmer|gardener|tree surgeon|ranger',
    'Biology|Geography|Chemistry',
    'looking after animals|being outdoors in any weather|growing things',
    'Meadowgate Vets|Hazelwood Farm Park|Greenacre Seeds|Wexcombe Parks',
    'the T Level in Animal Care|A level Biology and Geography|a Level 2 course in Horticulture',
    'veterinary nurse|horticulture operative|arborist',
  ]),
];

/** Invented places to learn, by kind. */
export const PLACES = {
  college: ['Marlbridge College', 'Easton Technical College', 'Severnside College'],
  sixthForm: ['Wexcombe Sixth Form', 'St Aldhelm’s Sixth Form', 'Queen Matilda Sixth Form College'],
  university: ['University of Marlbridge', 'Northmoor University', 'University of the Vale'],
  training: ['Forge Training', 'Stepwise Apprenticeships', 'Beacon Skills'],
  utc: ['Severnside UTC'],
} as const;
