//! Values of attributes that have a form of their own (HTML §2.3 and §4).

use std::sync::LazyLock;

use regex::Regex;

/// A moment, a day, a week or a span of time (HTML §4.5.14 "Machine-readable equivalent").
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let (month, day) = ("(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])");
    let clock = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,3})?)?";
    let zone = r"(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])";
    let seconds = r"[0-9]+(?:\.[0-9]{1,3})?S";
    let after_t = format!("T(?:[0-9]+H(?:[0-9]+M)?(?:{seconds})?|[0-9]+M(?:{seconds})?|{seconds})");
    let forms = [
        r"[0-9]{4,}".to_owned(),
        format!("[0-9]{{4,}}-{month}(?:-{day}(?:[T ]{clock}{zone}?)?)?"),
        format!("(?:--)?{month}-{day}"),
        r"[0-9]{4,}-W(?:0[1-9]|[1-4][0-9]|5[0-3])".to_owned(),
        clock.to_owned(),
        zone.to_owned(),
        format!("P(?:[0-9]+D(?:{after_t})?|{after_t})"),
        r"(?:[0-9]+[WDHM]|[0-9]+(?:\.[0-9]{1,3})?S)(?:\s+(?:[0-9]+[WDHM]|[0-9]+(?:\.[0-9]{1,3})?S))*".to_owned(),
    ];
    Regex::new(&format!("^(?:{})$", forms.join("|"))).expect("a valid pattern")
});

/// What is wanted, where the value of an attribute has not its form.
pub(super) fn fault(element: &str, name: &str, value: &str) -> Option<String> {
    let value = value.trim();
    match (element, name) {
        ("time" | "ins" | "del", "datetime") => {
            (!TIME.is_match(value)).then(|| "write a date or a time, such as `1911-05-01`".into())
        }
        ("table", "border") => (!matches!(value, "" | "1"))
            .then(|| "write `1`; other lines belong into the style sheet".into()),
        ("img" | "object", "usemap") => (!value.starts_with('#') || value.len() < 2)
            .then(|| "write `#` and the name of a `map`".into()),
        ("meta", "http-equiv") => {
            let known = [
                "content-type",
                "content-security-policy",
                "default-style",
                "refresh",
                "x-ua-compatible",
                "content-language",
            ];
            let fits = known.iter().any(|known| value.eq_ignore_ascii_case(known));
            (!fits).then(|| format!("it is one of: {}", known.join(", ")))
        }
        ("meta", "charset") => {
            (!value.eq_ignore_ascii_case("utf-8")).then(|| "write `utf-8`".into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn times_have_their_form() {
        for good in [
            "1911",
            "1911-05",
            "1911-05-01",
            "--05-01",
            "05-01",
            "08:40",
            "08:40:01.5",
            "1911-W02",
            "1911-05-01T08:40Z",
            "1911-05-01 08:40:00-05:00",
            "P3DT4H",
            "PT5M",
            "3h 4m".to_uppercase().as_str(),
            "+02:00",
        ] {
            assert_eq!(fault("time", "datetime", good), None, "{good}");
        }
        for bad in [
            "",
            "191",
            "1911-13",
            "1911-5",
            "8:40",
            "1911-05-01T 08:40",
            "P3DT",
            "P",
            "PT",
            "Mai 1911",
        ] {
            assert!(fault("time", "datetime", bad).is_some(), "{bad}");
        }
    }
}
