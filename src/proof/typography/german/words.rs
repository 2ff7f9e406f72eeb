//! Words by which German rules tell the end of a sentence from an abbreviation or a number.

/// Words that begin a sentence and are no names or nouns.
const STARTERS: &str = "ab aber alle allein aller allerdings alles als also am an ander andere anders angesichts \
     auch auf aus außer außerdem bald bei beide beim bereits bevor bis bisher da dabei dadurch \
     dafür dagegen daher dahin damals damit danach daneben dann daran darauf daraus darf darin \
     darum darunter das dasselbe daß dass davon davor dazu dein deine dem den denen denn dennoch \
     der deren derselbe des deshalb dessen desto deswegen dich die dies diese dieselbe dieselben \
     diesem diesen dieser dieses dir doch dort du durch ebenso eben ehe eher eigentlich ein eine \
     einem einen einer eines einerseits einige einmal endlich entweder er erst erstens es etwa \
     etwas euch euer falls fast ferner folglich freilich früher für ganz gar gegen genau genug \
     gerade gewiß gewiss gibt gleich gleichwohl hat hatte hätte hier hierauf hierbei hierin \
     hinter hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer immerhin in indem indessen \
     infolge innerhalb insbesondere insofern inzwischen irgend ist ja je jede jedem jeden jeder \
     jedes jedenfalls jedoch jemand jene jenem jenen jener jenes jetzt kann kaum kein keine \
     keinem keinen keiner keineswegs können künftig lange längst laut leider letztlich man \
     manche manchmal mehr mein meine meist mit mithin möglich muß muss müssen nach nachdem \
     nachher nämlich natürlich neben nein nicht nichts nie niemals niemand noch nun nur ob \
     obgleich obschon obwohl oder offenbar oft ohne schließlich schon sehr sei sein seine seinem \
     seinen seiner seit seitdem selbst sich sicher sie sind so sobald sodann sofort sogar \
     solange solch solche solcher somit sondern sonst soviel soweit sowie sowohl später statt \
     stets trotz trotzdem über überall überdies überhaupt übrigens um und ungefähr uns unser \
     unsere unserer unten unter viel viele vielleicht vielmehr vom von vor vorher während wann \
     war waren warum was weder wegen weil weit weiter welche welcher welches wem wen wenige \
     wenigstens wenn wer werden weshalb wessen wie wieder wiederum will wir wird wo wobei \
     wodurch wofür woher wohl wollen womit woran worauf wurde wurden während wäre zu zudem \
     zuerst zufolge zugleich zuletzt zum zumal zunächst zur zwar zwischen zweitens drittens";

/// Words before an ordinal number, of which they are the article or to which they belong.
const DETERMINERS: &str = "der die das des dem den ein eine einem einen einer eines im am vom zum zur beim ins ans \
     aufs fürs jeder jede jedes jedem jeden dieser diese dieses diesem diesen jener jene jenes \
     jenem jenen sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser \
     unsere unserem unseren unserer mein meine meinem meinen meiner dein deine kein keine und \
     oder bis sowie bzw. erst zweit";

/// Nouns that an ordinal number before them counts.
const COUNTED: &str = "abschnitt abt abteilung akt artikel aufl auflage aufzug ausgabe band bataillon bd buch \
     division gesang halbjahr hälfte heft infanterieregiment international internationale \
     internationalen jahr jahres jahrestag jahrgang jahrhundert jahrhunderte jahrhunderts \
     jahrtausend jg jh jhd jhdt kap kapitel kapitels kongreß kongress kongresses konferenz korps \
     lektion lieferung nachdruck paragraph parteitag parteitages plenum quartal regiment reich \
     reiches republik sitzung stock strophe stück tag tagung tausend teil teils vers viertel \
     vierteljahr weltkongreß weltkongress weltkongresses weltkrieg weltkriegs weltkrieges woche \
     zeile zusatz";

/// Nouns after which a single capital is a label and no initial.
const LABELS: &str = "abschnitt anhang anlage ausgang bahnsteig bereich block buchstabe bahn fall figur formel \
     gebäude gleis gruppe halle haus kategorie klasse linie modell note objekt person phase plan \
     punkt quelle reihe satz serie seite spalte stufe system tabelle teil text ton tor typ \
     variante version vitamin zeuge zone";

fn is_in(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split(' ').any(|known| known == word)
}

/// Whether a word may begin a sentence as `Der` or `Dann` do.
pub(super) fn starts_sentence(word: &str) -> bool {
    is_in(STARTERS, word)
}

/// Whether a word, such as an article, goes before an ordinal number.
pub(super) fn is_determiner(word: &str) -> bool {
    is_in(DETERMINERS, word)
}

/// Whether a noun is one that ordinal numbers count.
pub(super) fn is_counted(word: &str) -> bool {
    is_in(COUNTED, word)
}

/// Whether a letter behind the word is a label: `Plan B`.
pub(super) fn is_label(word: &str) -> bool {
    is_in(LABELS, word)
}

/// Whether a word in small letters is an adjective without its ending, by what makes adjectives.
pub(in super::super::super) fn is_adjective(word: &str) -> bool {
    let made = ["isch", "lich", "ig", "haft", "sam", "bar", "los", "iv", "ell", "al", "är", "ös"];
    word.starts_with(char::is_lowercase)
        && word.chars().count() > 4
        && made.iter().any(|end| word.ends_with(end))
}

/// The months, in a pattern.
pub(super) const MONTHS: &str = "Januar|Jänner|Jenner|Februar|Feber|Hornung|März|April|Mai|Juni|Juli|August|September|\
     Oktober|November|Dezember|Januars|Octobers?|October|Decembers?|December|Jan|Feb|Febr|Mrz|\
     Apr|Jun|Jul|Aug|Sept|Sep|Okt|Oct|Nov|Dez|Dec";

/// Whether the letters are a Roman number up to 39 or a usual larger one.
pub(super) fn is_roman(word: &str) -> bool {
    let tens = word.trim_start_matches('X');
    let few = word.len() - tens.len() <= 3;
    few && !word.is_empty()
        && (tens.is_empty()
            || ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&tens))
}
