"""Titles, given names and nouns for people, with the gender they tell. Tables."""

import re
from collections.abc import Sequence

FEMALE = "female"
MALE = "male"

TITLES: dict[str, str | None] = {
    **dict.fromkeys("mr mister sir lord monsieur herr master uncle king prince duke count baron signor senor señor don "
                    "mynheer squire grandfather grandpa brother monsignor emperor earl".split(), MALE),
    **dict.fromkeys("mrs miss ms mistress lady madame mme mademoiselle mlle frau fraulein aunt auntie "
                "queen princess duchess "
                    "countess baroness signora signorina senora señora doña donna dame grandmother grandma granny sister "
                    "madam empress nurse".split(), FEMALE),
    **dict.fromkeys("dr doctor captain capt colonel col major general gen lieutenant lt sergeant sgt "
                "corporal professor prof "
                    "inspector judge reverend rev father mother cousin detective officer admiral commander commodore "
                    "president governor senator bishop deacon friar abbot chief cardinal pope saint st".split(), None),
    "father": MALE, "mother": FEMALE, "friar": MALE, "abbot": MALE, "bishop": MALE, "cardinal": MALE, "pope": MALE,
}  # fmt: skip
"""Title in small letters, without a point -> gender; None: either."""

MARRIED = frozenset("mrs madame mme frau signora senora señora".split())
UNMARRIED = frozenset("miss mademoiselle mlle fraulein signorina".split())

GIVEN: dict[str, str] = {
    **dict.fromkeys("Ada Adela Adele Agatha Agnes Alice Amanda Amelia Amy Ana Andrea Angela Ann Anna Anne Annie Antonia "
                    "Audrey Augusta Barbara Beatrice Bella Bertha Bess Beth Betsy Betty Blanche Brenda Bridget Caroline "
                    "Carrie Cassandra Catherine Cecilia Celia Charlotte Chloe Christina Christine Clara Clarissa Claire "
                    "Constance Cora Cordelia Cynthia Daisy Deborah Delia Diana Dinah Dolly Dora Doris Dorothea Dorothy "
                    "Edith "
                    "Edna Eleanor Eliza Elizabeth Ella Ellen Elsie Emily Emma Esther Ethel Eva Eve Evelyn Fanny Flora "
                    "Florence Frances Georgiana Gertrude Grace Greta Hannah Harriet Hazel Helen Henrietta Hermione Hester "
                    "Hilda Ida Ines Irene Iris Isabel Isabella Ivy Jane Janet Jean Jennie Jenny Jessica Jessie Joan Joanna "
                    "Josephine Joy Judith Julia Juliet Karen Kate Katharine Katherine Kathleen Kitty Laura Lavinia Leah "
                    "Letitia Lily Linda Lisa Lizzie Lizzy Louisa Louise Lucy Lydia Mabel Madeline Maggie Margaret Margery "
                    "Maria Marian Marianne Marie Marion Martha Mary Matilda Maud May Mercy Mildred Milly Minnie Miranda "
                    "Miriam Molly Nancy Natasha Nell Nellie Nina Nora Olive Olivia Ophelia Pamela Patience Patricia Pauline "
                    "Penelope Phoebe Phyllis Polly Portia Priscilla Rachel Rebecca Rhoda Rosa Rosalind Rose Rosie Ruth "
                    "Sally "
                    "Sandra Sara Sarah Selina Shirley Sofia Sonia Sophia Sophie Stella Susan Susie Sylvia Tess Theresa "
                    "Ursula Vera Victoria Viola Violet Virginia Wendy Winifred Zoe Léonce Adèle Wren".split(), FEMALE),
    **dict.fromkeys("Aaron Abel Abraham Adam Adrian Alan Albert Alec Alexander Alfred Algernon Ambrose Andrew Angus Anthony "
                    "Archie Archibald Arnold Arthur Austin Barnaby Barney Bartholomew Basil Ben Benjamin Bernard Bert Bill "
                    "Billy Bob Bruce Cecil Cedric Charles Charley Charlie Christopher Clarence Claude Clement Clive Colin "
                    "Cyril Daniel David Denis Dennis Derek Dick Dominic Donald Douglas Duncan Edgar Edmund Edward Edwin Eli "
                    "Elijah Eric Ernest Eugene Ezra Felix Ferdinand Frank Franklin Fred Frederick Geoffrey George Gerald "
                    "Gilbert Godfrey Gordon Graham Gregory Guy Hal Harold Harry Harvey Henry Herbert Herman Hilary Horace "
                    "Horatio Howard Hubert Hugh Hugo Humphrey Ian Isaac Jack Jacob Jake James Jasper Jeremy Jerome Jerry "
                    "Jim "
                    "Jimmy Joe John Johnny Jonathan Joseph Joshua Julian Keith Kenneth Laurence Lawrence Leo Leonard Lewis "
                    "Lionel Louis Lucas Luke Malcolm Mark Martin Matthew Maurice Max Michael Miles Nathan Nathaniel Ned "
                    "Neil Nicholas Nick Nigel Noah Oliver Oscar Oswald Otto Owen Patrick Paul Percy Peter Phil Philip Pip "
                    "Quentin Ralph Randolph Raymond Reginald Rex Reuben Richard Robert Robin Rodney Roger Roland Ronald Roy "
                    "Rufus Rupert Sam Samuel Saul Sebastian Septimus Sidney Silas Simon Solomon Stanley Stephen Steven "
                    "Sydney Ted Thaddeus Theodore Thomas Timothy Toby Tom Tommy Tony Ulysses Victor Vincent Wallace Walter "
                    "Wilfred Will William Winston Alcée".split(), MALE),
}  # fmt: skip
"""Given names whose gender is plain in nearly all English books."""

NOUNS: dict[str, str] = {
    **dict.fromkeys("man boy gentleman fellow lad father son brother uncle husband grandfather nephew king prince duke lord "
                    "count baron waiter footman butler coachman policeman constable priest monk clergyman vicar parson "
                    "curate beadle master sir sailor soldier fisherman postman salesman workman watchman frenchman "
                    "englishman irishman scotchman dutchman german jew landlord host hero widower bachelor papa daddy dad "
                    "groom porter old-man youth chap guy sergeant captain colonel general major inspector surgeon "
                    "undertaker "
                    "magistrate dodger gamekeeper blacksmith wizard".split(), MALE),
    **dict.fromkeys("woman girl lady mother daughter sister aunt wife grandmother niece queen princess duchess countess "
                    "maid housemaid nurse governess mistress madam hostess landlady widow mamma mama mum mom heroine "
                    "waitress housekeeper nun witch matron lass damsel bride spinster actress frenchwoman englishwoman "
                    "schoolmistress dressmaker washerwoman granny grandma".split(), FEMALE),
}  # fmt: skip
"""Common nouns for people -> gender."""

RELATIONS = frozenset(
    "father mother son daughter brother sister uncle aunt husband wife grandfather grandmother nephew niece cousin friend "
    "companion master mistress papa mamma lover partner neighbour visitor guest host hostess guide hearer interlocutor "
    "landlady landlord".split()
)
"""With his, her, my: somebody who has a name elsewhere."""

NOT_NAMES = frozenset(
    "the a an and but or nor for so yet if then when while where who whom whose what which why how that this these those "
    "there here he she it they we you i his her its their our your my mine him them us me himself herself as at by from in "
    "into of off on onto out over to under up upon with without within after before since until till because although "
    "though unless not no yes oh ah well now again once never always perhaps maybe indeed also only even just still some "
    "any all each every both either neither one two three four five six seven eight nine ten first last next another "
    "other such same much many more most few little good great god heaven lord sir madam ma'am miss mister mr mrs dear "
    "chapter book part volume monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december christmas easter english french german italian spanish russian "
    "latin greek england france london paris rome america europe is was were be been are am do did does have has had can "
    "could will would shall should may might must let come go look see listen stop wait hello hi hey good-bye goodbye "
    "nothing something everything anything nobody somebody everybody anybody everyone someone anyone than thus hence "
    "meanwhile suddenly presently finally however therefore moreover besides instead soon later thank thanks please "
    "during between among against across along around behind below beneath beside beyond near through toward towards "
    "like about above very too quite rather almost there's it's that's i'm i'll i've don't what's let's having being "
    "seeing looking turning taking leaving going coming saying hearing feeling thinking half whether whatever whoever "
    "whenever wherever nay ay aye bless hush o alas ha damn whereupon arrived upon having thereupon "
    "hereupon accordingly certainly".split()
)
"""Words that begin sentences with a capital and are nobody's name."""

GENERIC = frozenset(
    "man woman boy girl lady gentleman fellow lad child stranger creature person youth maiden lass visitor guest speaker "
    "other latter former companion old-man friend invalid patient prisoner widow mother father daughter son brother sister "
    "wife husband doctor couple chap guy elder younger one prince princess king queen animal beast".split()
)
"""Nouns for somebody who mostly has a name of his own nearby: "the old man said"."""

_AGENT = re.compile(
    r"\w{2,}(?:man|men|woman|women|maid|boy|girl|wife|er|or|ist|ess|ian|eer|keeper|monger|smith|wright)"
)
_THINGS = frozenset(
    "water paper letter matter number corner anger order river door floor mirror manner chamber shoulder flower power "
    "weather winter summer answer center centre error terror horror humor humour honor honour favor favour color colour "
    "finger dinner supper butter silver paper ladder shutter whisper murmur shiver laughter slaughter chapter quarter "
    "tower shower border cover danger hunger temper moor shore odor odour vapor vapour labor labour harbor harbour tremor "
    "furor rumor rumour ether feather leather thunder wonder shelter parlor parlour interior exterior".split()
)


def is_person_noun(noun: str) -> bool:
    """Tell whether a common noun in small letters is somebody: "surgeon" by the table, "prize-fighter" by its ending."""
    if noun in NOUNS or noun in TITLES or noun in RELATIONS or noun in GENERIC:
        return True
    return noun not in _THINGS and _AGENT.fullmatch(noun.rpartition("-")[2]) is not None


_PLACES = frozenset(
    "street square road lane avenue hall park house church cathedral abbey inn court hotel hospital bridge gate station "
    "college school island river bay head hill mount palace castle theatre theater club terrace gardens".split()
)

_NAMESAKES = frozenset("queen king prince princess duke".split())


def is_place(words: Sequence[str]) -> bool:
    """Tell whether a name with a title is a place: Queen Victoria Street, Saint Mary Woolnoth."""
    title = words[0].lower()
    return title in ("saint", "st") or (title in _NAMESAKES and words[-1].lower() in _PLACES)
