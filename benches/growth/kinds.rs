//! The kinds of text of which a book can be full: one for each construct of the source format.

/// A kind of text, with the smallest of its three sizes; it makes the files of a size.
pub type Kind = (&'static str, usize, fn(usize) -> Vec<String>);

/// All kinds.
pub const KINDS: [Kind; 50] = [
    ("words in one paragraph", 2_500, |n| vec![words(n)]),
    ("paragraphs", 100, |n| each(n, |_| format!("{}\n\n", words(80)))),
    ("paragraphs of one letter", 1_000, |n| each(n, |_| "a\n\n".into())),
    ("notes, six a section", 250, notes),
    ("notes in one paragraph", 500, |n| vec![called(n, |k| format!("[^n{k}] "))]),
    ("notes called in one note", 250, |n| {
        vec![format!("Kai.[^a]\n\n[^a]: {}", called(n, |k| format!("[^n{k}] ")))]
    }),
    ("calls of one note", 500, |n| {
        vec![(0..n).map(|_| format!("{}[^a]\n\n", words(20))).collect::<String>() + "[^a]: Eine."]
    }),
    ("notes that refer back", 500, |n| {
        let note = |k| format!("Kai.[^n{k}]\n\n[^n{k}]: Ebd., S.\\ {k}.\n\n");
        within("Kai.[^a]\n\n[^a]: Muster, Der Kai, S.\\ 5.\n\n", n, note, "")
    }),
    ("quotation marks", 5_000, |n| vec!["\"Hafen\" ".repeat(n / 2)]),
    ("quotation marks never closed", 500, |n| each(n, |_| "\"Hafen\n\n".into())),
    ("emphasis in one paragraph", 2_500, |n| vec!["_Hafen_ ".repeat(n)]),
    ("marks within marks", 1_000, |n| vec!["_a *b [c]{.smallcaps} d* e_ ".repeat(n)]),
    ("letters raised and lowered", 1_000, |n| vec!["x^2^ H~2~O ".repeat(n)]),
    ("marks that nothing closes", 5_000, |n| vec!["*a _b ".repeat(n / 2)]),
    ("passages in other languages", 1_000, |n| vec!["[le quai]{lang=fr} ".repeat(n)]),
    ("passages from right to left", 500, |n| each(n, |_| "{lang=he}\nשלום עולם.\n\n".into())),
    ("links in one paragraph", 1_000, |n| {
        vec![(0..n).map(|k| format!("[Kai](https://example.org/{k}) ")).collect()]
    }),
    ("bare addresses", 1_000, |n| {
        vec![(0..n).map(|k| format!("Siehe https://example.org/a_b/{k} dort. ")).collect()]
    }),
    ("references within the book", 500, |n| {
        within("{#ziel}\n# Am Kai\n\n", n, |k| format!("{{#z{k}}}\nSiehe [](#ziel).\n\n"), "")
    }),
    ("references to pages", 500, |n| {
        let line = |k| format!("{} [](#ziel){{.page}}.{}", words(6), ["", "\n\n"][k % 2]);
        within("{#ziel}\n# Kai\n\n", n, line, "")
    }),
    ("ids in one paragraph", 1_000, |n| vec![(0..n).map(|k| format!("[Kai]{{#k{k}}} ")).collect()]),
    ("marks of one index entry", 500, |n| {
        each(n, |_| format!("{} [Kai]{{.index}}.\n\n", words(9)))
    }),
    ("marks of many index entries", 500, |n| {
        each(n, |k| format!("Am [Kai]{{.index term=\"Kai {k}\"}} lag es.\n\n"))
    }),
    ("index entries below one", 500, |n| {
        each(n, |k| format!("Am [Kai]{{.index sub=\"Bau {k}\"}} lag es.\n\n"))
    }),
    ("ranges of an index", 500, |n| {
        each(n, |k| format!("[Kai]{{.index from=\"k{k}\"}} lag.[]{{.index to=\"k{k}\"}}\n\n"))
    }),
    ("quotations", 250, |n| each(n, |_| format!("> {}\n\n", words(20)))),
    ("paragraphs of one quotation", 250, |n| each(n, |_| format!("> {}\n>\n", words(20)))),
    ("epigraphs", 250, |n| {
        each(n, |_| format!("::: epigraph\n{}\n\n{{.attribution}}\nIda\n:::\n\n", words(9)))
    }),
    ("lines of one stanza", 500, |n| {
        within("{numbered=5}\n::: verse\n", n, |_| format!("{}\n", words(6)), ":::\n")
    }),
    ("stanzas", 250, |n| {
        within("::: verse\n", n, |_| format!("{}\n{}\n\n", words(6), words(6)), "Kai\n:::\n")
    }),
    ("speeches", 250, |n| {
        let speech = |_| format!("{{.speaker}}\nAnna [leise]{{.stage}}\n\n{}\n\n", words(12));
        within(":::: drama\n", n, speech, "::::\n")
    }),
    ("letters", 125, |n| {
        let end = "{.signature}\nIda\n:::\n\n";
        each(n, |_| format!("::: letter\n{{.salutation}}\nLiebe,\n\n{}\n\n{end}", words(20)))
    }),
    ("groups", 500, |n| each(n, |_| "{lang=en}\n:::\nThe quay was still.\n:::\n\n".into())),
    ("pictures", 50, |n| each(n, |k| format!("![Kai {k}](kai.svg)\n\n"))),
    ("pictures in one paragraph", 125, |n| vec!["Kai ![Anker](kai.svg) dort. ".repeat(n)]),
    ("rows of a table", 500, |n| {
        within("| a | b | c |\n|---|:-:|--:|\n", n, |k| format!("| Kai | gut | {k} |\n"), "")
    }),
    ("columns of a table", 25, |n| {
        let row = |cell: &str| format!("|{}\n", cell.repeat(n));
        vec![row(" a |") + &row("---|") + &row(" Kai |").repeat(10)]
    }),
    ("tables", 125, |n| each(n, |_| "| a | b |\n|---|---|\n| Kai | 1 |\n\n^ Kai\n\n".into())),
    ("entries of a list", 500, |n| each(n, |_| format!("- {}\n", words(9)))),
    ("lists in lists", 250, |n| each(n, |_| "- eins\n\n  - zwei\n\n    1. drei\n\n".into())),
    ("paragraphs of one entry", 250, |n| {
        within("- a\n\n", n, |_| format!("  {}\n\n", words(9)), "")
    }),
    ("terms that are defined", 500, |n| each(n, |k| format!(": Wort{k}\n\n  {}\n\n", words(8)))),
    ("breaks", 500, |n| each(n, |_| "Kai.\n\n* * *\n\n".into())),
    ("lines of code", 1_000, |n| {
        within("```\n", n, |k| format!("    let x{k} = kai({k});\n"), "```\n")
    }),
    ("code in one paragraph", 1_000, |n| vec!["`umbruch` ".repeat(n)]),
    ("headings", 250, |n| within("# Kai\n\n", n, |k| format!("## Kai {k}\n\nKai.\n\n"), "")),
    ("pages of the source", 500, |n| each(n, |k| format!("Am Kai [{k}]{{.page}} lag es. "))),
    ("comments", 1_000, |n| vec!["Kai{% so im Druck? %} ".repeat(n)]),
    ("letters with marks", 5_000, |n| vec!["a\u{323}\u{307} ".repeat(n)]),
    ("forced line ends", 500, |n| vec!["Am Kai\\\n".repeat(n) + "Rostock\n"]),
];

/// So many of one thing.
fn each(count: usize, one: impl Fn(usize) -> String) -> Vec<String> {
    vec![(0..count).map(one).collect()]
}

/// So many of one thing, with what stands before and behind them.
fn within(before: &str, count: usize, one: impl Fn(usize) -> String, behind: &str) -> Vec<String> {
    vec![before.to_owned() + &each(count, one).concat() + behind]
}

/// Words, a full stop behind every twelfth.
fn words(count: usize) -> String {
    const WORDS: [&str; 12] = [
        "Der",
        "Hafen",
        "lag",
        "still",
        "und",
        "niemand",
        "wußte",
        "von",
        "der",
        "Überfahrt",
        "jener",
        "Nacht",
    ];
    let word = |n: usize| WORDS[n % 12].to_owned() + [" ", ". "][usize::from(n % 12 == 11)];
    (0..count).map(word).collect()
}

fn notes(count: usize) -> Vec<String> {
    let section = |_| called(6, |k| format!("{}[^n{k}]\n\n", words(40)));
    (0..count / 6).map(section).collect()
}

/// Words with so many calls, and the notes.
fn called(count: usize, call: impl Fn(usize) -> String) -> String {
    let text: String = (0..count).map(|k| words(2) + &call(k)).collect();
    let notes: String = (0..count).map(|k| format!("[^n{k}]: {}\n\n", words(20))).collect();
    format!("{text}\n\n{notes}")
}
