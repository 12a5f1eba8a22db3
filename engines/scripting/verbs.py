"""The words of speaking, and what they tell of the way it is said. Tables only."""

PAST = (
    "said asked replied answered cried exclaimed whispered murmured muttered shouted yelled called returned rejoined "
    "continued added observed remarked repeated inquired enquired demanded interrupted interposed resumed began pursued "
    "declared announced protested insisted suggested agreed admitted confessed explained told thought sighed sobbed "
    "laughed smiled grunted growled snapped snarled hissed gasped stammered stuttered retorted responded countered "
    "conceded concluded corrected croaked chuckled giggled groaned moaned mumbled mused noted objected offered ordered "
    "pleaded begged prayed proceeded proposed quoted read recited remonstrated roared screamed screeched shrieked sneered "
    "sniffed snorted squeaked squealed taunted teased threatened urged uttered volunteered wailed warned wept whimpered "
    "wondered ventured echoed exulted faltered finished spoke persisted reflected commented reminded assured informed "
    "commanded directed implored entreated hinted greeted hailed drawled bawled bellowed blurted boasted breathed barked "
    "piped quavered reasoned rumbled affirmed argued assented believed blustered bragged broke burst chanted chimed "
    "choked claimed complained consoled cooed coughed crooned cursed cut decided denied ejaculated exhorted expostulated "
    "foamed fumed gloated grinned grumbled guessed gulped gurgled hollered howled inserted insinuated intoned invited "
    "jeered jested joked joined lamented lied lisped marvelled mentioned mocked mouthed nodded panted pondered pressed "
    "proclaimed promised prompted purred put quizzed raged rasped rattled related remembered replied requested "
    "reiterated scoffed scolded shrilled shuddered simpered sang snuffled soothed spat specified speculated spluttered "
    "sputtered stated stormed struck submitted supplied swore tempted testified thundered trilled twittered vowed "
    "wheedled wheezed whined whistled yawned yelped acquiesced apologised apologized went"
).split()  # fmt: skip
"""Verbs that introduce speech, past tense: the tense of nearly all narration."""

PRESENT = (
    "says asks replies answers cries exclaims whispers murmurs mutters shouts yells calls returns continues adds observes "
    "remarks repeats inquires demands interrupts begins declares announces protests insists suggests agrees admits explains "
    "tells thinks sighs sobs laughs snaps hisses gasps stammers retorts responds mumbles orders pleads begs screams "
    "shrieks warns wonders goes grins nods growls barks drawls wails"
).split()
"""The same in present tense."""

PLAIN = (
    "say ask reply answer cry exclaim whisper murmur mutter shout call return continue add observe remark repeat demand"
).split()
"""First person present: "say I", and infinitives."""

WEAK = frozenset(
    "smiled laughed grinned nodded sighed thought read went put broke burst cut struck began believed remembered joined "
    "pressed wondered decided guessed coughed choked yawned shuddered related finished invited returned continued called "
    "proceeded offered directed spoke told informed hailed greeted felt pondered tempted goes grins nods "
    "thinks laughs tells "
    "returns calls begins".split()
)
"""Verbs that often mean something else: they count right beside a quotation only."""

SPEECH_VERBS = frozenset([*PAST, *PRESENT, *PLAIN])

DELIVERY_WORDS: dict[str, str] = {
    word: delivery
    for delivery, words in {
        "whispering": "whispered whispers whisper whispering whisperingly hissed hisses hissing breathed breathes "
        "undertone hushed sotto breath",
        "shouting": "shouted shouts shout shouting yelled yells yelling bellowed bellowing roared roaring screamed screams "
        "screaming shrieked shrieks shrieking hollered hollering thundered bawled bawling howled howling screeched loudly "
        "yell scream roar vociferated",
        "excited": "exclaimed exclaims excited excitedly eagerly eager gushed squealed squealing cheered cheering joyfully "
        "joyously delighted delightedly gleefully enthusiastically triumphantly exulted breathlessly merrily happy happily "
        "joy excitement enthusiasm thrilled laughing laughed giggled giggling chuckled cheerfully grinning ecstatic amazed",
        "sad": "sobbed sobs sobbing wept weeping sighed sighs sighing moaned moaning wailed wailing lamented sadly sad "
        "mournfully tearfully tears crying sorrowfully bitterly dejectedly gloomily miserably wistfully unhappily despair "
        "despairingly whimpered heartbroken melancholy sorrow grief",
        "angry": "snapped snaps snapping growled growls growling snarled snarling barked fumed raged stormed spat angrily "
        "angry furious furiously fiercely fierce indignantly savagely crossly irritably sharply sternly wrathfully "
        "contemptuously scornfully anger rage fury indignation sneered scoffed annoyed testily harshly threatened mad",
        "fearful": "stammered stammers stammering stuttered gasped gasping trembled trembling quavered nervously nervous "
        "fearfully afraid anxiously anxious frightened terrified scared timidly horror terror faltered faltering alarm "
        "alarmed fear panicked panicking hysterically shuddered horrified worried",
        "calm": "murmured murmurs murmuring softly soft gently gentle quietly quiet calmly calm soothingly placidly "
        "serenely soothed tenderly kindly mildly evenly tranquilly peacefully slowly drowsily sleepily relaxed",
    }.items()
    for word in words.split()
}
"""Word beside a quotation -> the delivery it stands for."""

DELIVERY_PHRASES: dict[str, str] = {
    "low voice": "whispering", "lowered voice": "whispering", "below his breath": "whispering", "in a whisper": "whispering",
    "at the top of": "shouting", "loud voice": "shouting", "raised his voice": "shouting", "raised her voice": "shouting",
    "called out": "shouting", "cried out": "shouting", "out of breath": "excited", "soft voice": "calm",
    "bit his lip": "fearful", "broken voice": "sad", "through her tears": "sad", "through his tears": "sad",
}  # fmt: skip
"""The same for several words; they win over single ones."""
