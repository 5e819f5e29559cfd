/** Names of pupils and staff from many backgrounds of present-day England, put together at random. */
import { bank } from './bank.ts';

/** A background: forenames of girls and boys, and surnames. Some pupils have names from two. */
export interface Names {
  /** How often, out of the sum of all. */
  readonly weight: number;
  readonly girls: readonly string[];
  readonly boys: readonly string[];
  readonly surnames: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const group = (weight: number, [girls, boys, surnames]: readonly [string, string, string]): Names => ({
  weight,
  girls: words(girls),
  boys: words(boys),
  surnames: words(surnames),
});

/** The backgrounds, by how common they are. */
export const NAMES: readonly Names[] = [
  group(50, [
    `Amelia Olivia Isla Ava Freya Grace Poppy Evie Daisy Ruby Ella Lily Phoebe Alice Florence Matilda Erin Megan Holly
     Bethany Imogen Rosie Martha Niamh Caitlin Heidi Lottie Eliza Harriet Maisie Georgia Scarlett Thea Willow Ivy`,
    `Oliver George Harry Jack Charlie Alfie Archie Oscar Leo Freddie Theo Finley Arthur Toby Ethan Harrison Callum Rory
     Lewis Jude Dylan Owen Isaac Samuel Joseph Reuben Kian Connor Luke Elliot Stanley Ronnie Tyler Jayden Kai`,
    `Bennett Whitfield Reid Hartley Osborne Fletcher Barker Shaw Holloway Pearce Lowe Chambers Ashworth Thorne Pickering
     Marsden Rowe Kirby Winfield Dawson Garside Tennant Blackwood Firth Hargreaves Langley Meadows Nuttall Parry Quayle
     Radford Sharples Thornton Underhill Verity Wainwright Yates Armitage Broughton Crossley Dunmore Ellwood`,
  ]),
  group(13, [
    `Aisha Noor Zara Maryam Hafsa Amina Fatima Iqra Sana Mahnoor Zainab Khadija Alisha Safa Inaya`,
    `Ibrahim Hamza Yusuf Bilal Zayn Adam Musa Hassan Ayaan Rayyan Haris Omar Idris Danyal Ismail`,
    `Khan Hussain Ahmed Malik Iqbal Mahmood Begum Chaudhry Rehman Siddiqui Akhtar Mirza Rashid Uddin Miah`,
  ]),
  group(8, [
    `Priya Ananya Diya Riya Simran Jasleen Harpreet Manpreet Meera Kavya Nisha Tara Isha`,
    `Arjun Rohan Dev Karan Jaspreet Gurpreet Aarav Vikram Nikhil Harjit Sai Ravi`,
    `Patel Sandhu Gill Sharma Shah Singh Kaur Desai Mistry Bhatt Nair Reddy Dhillon Grewal`,
  ]),
  group(9, [
    `Adaeze Temi Abena Chiamaka Zainabu Ama Folake Blessing Esther Naomi Makena Efua Tia`,
    `Femi Malachi Kwame Tobi Chidi Emeka Kofi Daniel Josiah Tendai Nathaniel Yaw Elijah`,
    `Adeyinka Osei Okafor Mensah Adeleke Boateng Nwosu Balogun Asante Owusu Eze Moyo Campbell Clarke Grant`,
  ]),
  group(8, [
    `Zofia Maja Oliwia Julia Lena Ioana Andreea Gabija Daria Ilinca Wiktoria Hanna`,
    `Jakub Filip Antoni Kacper Andrei Luca Matei Tomas Dominik Szymon Bogdan Danylo`,
    `Nowak Zieliński Kowalczyk Wójcik Popescu Ionescu Kazlauskas Petrov Lewandowski Marin Dobre Shevchenko`,
  ]),
  group(6, [
    `Grace Mei Lily Yan Anh Hana Chloe Jasmine Thuy Kaori`,
    `Ethan Wei Jun Minh Ryan Hao Jason Kenji Anson Tuan`,
    `Liu Chen Wong Nguyen Lam Tran Cheung Ho Tanaka Yip Pham`,
  ]),
  group(6, [
    `Leyla Elif Shirin Nadia Yasmin Dilara Leah Hawa Rania Saba Mahsa`,
    `Yusuf Emre Kerem Navid Reza Karim Samir Abdi Cyrus Noah Baran`,
    `Demir Yilmaz Haddad Farah Warsame Rahimi Kaya Goldberg Mansour Nazari Tesfaye Abdi`,
  ]),
  group(5, [
    `Sofia Beatriz Carolina Lucia Valentina Isabel Chiara Marta`,
    `Mateus Diego Tiago Rafael Lorenzo Hugo Miguel Andre`,
    `Silva Costa Ferreira Ramos Rossi Pereira Mendoza Carvalho Moretti`,
  ]),
];

/** Surnames of staff who are not named in the story, each once with a title. */
export const STAFF_SURNAMES = bank(`
  Abbott
  Achebe
  Bowden
  Burrows
  Chowdhury
  Clegg
  Dacosta
  Delaney
  Eastwood
  Farrow
  Fenwick
  Gallagher
  Ghosh
  Greaves
  Hadley
  Hewitt
  Ibbotson
  Jamieson
  Joshi
  Keane
  Kilner
  Lockwood
  Makinde
  Massey
  McNally
  Mulholland
  Naylor
  Norris
  Ogden
  Olusoga
  Pemberton
  Prescott
  Qureshi
  Rawlinson
  Redfern
  Rutter
  Sadiq
  Sellers
  Stokes
  Szabo
  Tattersall
  Thackray
  Tomlin
  Upton
  Varma
  Vickers
  Wardle
  Whelan
  Wolstenholme
  Yeboah
  Zaman
`);
