//! An edition in one of its forms.

use super::{Sender, codes};
use crate::ir::{Contributor, Date, Metadata};
use crate::publication::{FileRole, Publication, PublishedFile};
use crate::xml::Element;

/// A form in which an edition is had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Ebook,
    Printed,
}

/// The products of an edition.
pub(super) fn all(publication: &Publication, sender: &Sender<'_>) -> Vec<Element> {
    let printed = publication.metadata.isbns.print.is_some()
        || publication.files_of(FileRole::Print).next().is_some();
    let ebook = publication.ebook().is_some().then_some(Form::Ebook);
    let forms = ebook.into_iter().chain(printed.then_some(Form::Printed));
    forms.map(|form| Product { publication, form, sender }.element()).collect()
}

/// A day as `YYYYMMDD`, as far as it is known.
pub(super) fn day(date: Date) -> String {
    let pair = |number: Option<u8>| number.map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{:04}{}{}", date.year, pair(date.month), pair(date.day))
}

/// How a day is written (list 55).
fn day_format(date: Date) -> &'static str {
    match (date.month, date.day) {
        (Some(_), Some(_)) => "00",
        (Some(_), None) => "01",
        _ => "05",
    }
}

fn element(name: &'static str, text: impl Into<String>) -> Element {
    Element::new(name).text(text)
}

struct Product<'p> {
    publication: &'p Publication,
    form: Form,
    sender: &'p Sender<'p>,
}

impl Product<'_> {
    fn metadata(&self) -> &Metadata {
        &self.publication.metadata
    }

    fn isbn(&self, form: Form) -> Option<&String> {
        match form {
            Form::Ebook => self.metadata().isbns.epub.as_ref(),
            Form::Printed => self.metadata().isbns.print.as_ref(),
        }
    }

    /// Sorted as the schema wants it: identifiers, then the blocks 1, 2, 4, 5.
    fn element(&self) -> Element {
        Element::new("Product")
            .child(element("RecordReference", self.reference()))
            // Confirmed on publication (list 1).
            .child(element("NotificationType", "03"))
            .children(self.identifiers())
            .child(self.description())
            .children(self.collateral())
            .child(self.publishing())
            .children(self.related())
    }

    /// The name of the record, the same whenever it is sent.
    fn reference(&self) -> String {
        let form = if self.form == Form::Ebook { "epub" } else { "print" };
        let metadata = self.metadata();
        let id = metadata.identifier.strip_prefix("urn:uuid:").unwrap_or(&metadata.identifier);
        format!("{id}.{form}")
    }

    /// Identifiers (list 5). Of one form alone is the ISBN; what names the edition is told of the e-book.
    fn identifiers(&self) -> Vec<Element> {
        let metadata = self.metadata();
        let identifier = |kind: &str, name: Option<&str>, value: &str| {
            Element::new("ProductIdentifier")
                .child(element("ProductIDType", kind))
                .children(name.map(|name| element("IDTypeName", name)))
                .child(element("IDValue", value))
        };
        let reference = self.reference();
        let mut list = vec![identifier("01", Some("umbruch"), &reference)];
        list.extend(self.isbn(self.form).map(|isbn| identifier("15", None, isbn)));
        if self.form == Form::Ebook {
            list.extend(metadata.doi.as_ref().map(|doi| identifier("06", None, doi)));
            list.extend(metadata.urn.as_ref().map(|urn| identifier("22", None, urn)));
        }
        list
    }

    /// Block 1.
    fn description(&self) -> Element {
        let metadata = self.metadata();
        let mut block =
            Element::new("DescriptiveDetail").child(element("ProductComposition", "00"));
        block = match self.form {
            // Digital download; EPUB (list 150, 175).
            Form::Ebook => block
                .child(element("ProductForm", "ED"))
                .child(element("ProductFormDetail", "E101"))
                .children(self.accessibility())
                // A novel or essay is text (list 81); no protection (list 144).
                .child(element("PrimaryContentType", "10"))
                .child(element("EpubTechnicalProtection", "00"))
                .children(self.licence()),
            // A paperback.
            Form::Printed => {
                block.child(element("ProductForm", "BC")).child(element("PrimaryContentType", "10"))
            }
        };
        block = block.children(self.collections()).child(self.title());
        let contributors = self.contributors();
        block = if contributors.is_empty() {
            block.child(Element::new("NoContributor"))
        } else {
            block.children(contributors)
        };
        block
            .children(metadata.edition.map(|number| element("EditionNumber", number.to_string())))
            .children(
                metadata.edition_statement.iter().map(|said| element("EditionStatement", said)),
            )
            .children(self.language())
            .children(self.extents())
            .children(self.subjects())
            // For everybody (list 28).
            .child(
                Element::new("Audience")
                    .child(element("AudienceCodeType", "01"))
                    .child(element("AudienceCodeValue", "01")),
            )
    }

    /// What the e-book offers (list 79, 09; list 196).
    fn accessibility(&self) -> Vec<Element> {
        let feature = |code: &str, words: Option<&str>| {
            Element::new("ProductFormFeature")
                .child(element("ProductFormFeatureType", "09"))
                .child(element("ProductFormFeatureValue", code))
                .children(words.map(|words| element("ProductFormFeatureDescription", words)))
        };
        let stated = &self.metadata().accessibility;
        let mut list = Vec::new();
        list.extend(stated.summary.as_ref().map(|summary| feature("00", Some(summary))));
        if stated.conforms {
            // EPUB Accessibility 1.1; WCAG 2.2; level AA.
            list.extend(["04", "82", "85"].map(|code| feature(code, None)));
        }
        list.extend(stated.certified_by.as_ref().map(|name| feature("93", Some(name))));
        let exemption = stated.exemption.as_deref().and_then(codes::exemption);
        list.extend(exemption.map(|code| feature(code, None)));
        let offers = self.publication.offers.iter().flat_map(|offers| &offers.features);
        list.extend(offers.filter_map(|name| codes::feature(name)).map(|code| feature(code, None)));
        list
    }

    fn licence(&self) -> Option<Element> {
        let address = self.metadata().licence.as_ref()?;
        let expression = Element::new("EpubLicenseExpression")
            // For people (list 218).
            .child(element("EpubLicenseExpressionType", "01"))
            .child(element("EpubLicenseExpressionLink", address));
        let name = self.metadata().rights.as_ref().unwrap_or(address);
        let name: String = name.chars().take(100).collect();
        Some(Element::new("EpubLicense").child(element("EpubLicenseName", name)).child(expression))
    }

    fn collections(&self) -> Vec<Element> {
        let collection = |series: &crate::ir::Series| {
            let issn = series.issn.as_ref().map(|issn| {
                Element::new("CollectionIdentifier")
                    .child(element("CollectionIDType", "02"))
                    .child(element("IDValue", issn.replace('-', "")))
            });
            let title = Element::new("TitleElement")
                .child(element("TitleElementLevel", "02"))
                .children(series.number.iter().map(|number| element("PartNumber", number)))
                .child(element("TitleText", &series.title));
            Element::new("Collection")
                // Of the publisher (list 148).
                .child(element("CollectionType", "10"))
                .children(issn)
                .child(title_detail(title))
        };
        self.metadata().series.iter().map(collection).collect()
    }

    fn title(&self) -> Element {
        let metadata = self.metadata();
        title_detail(
            Element::new("TitleElement")
                .child(element("TitleElementLevel", "01"))
                .child(element("TitleText", &metadata.title))
                .children(metadata.subtitle().map(|subtitle| element("Subtitle", subtitle))),
        )
    }

    fn contributors(&self) -> Vec<Element> {
        let mut list = Vec::new();
        for person in &self.metadata().contributors {
            let mut roles: Vec<&str> =
                person.roles.iter().filter_map(|role| codes::role(&role.0)).collect();
            roles.dedup();
            if !roles.is_empty() {
                let number = (list.len() + 1).to_string();
                let contributor = Element::new("Contributor")
                    .child(element("SequenceNumber", number))
                    .children(roles.into_iter().map(|role| element("ContributorRole", role)))
                    .children(names(person));
                list.push(contributor);
            }
        }
        list
    }

    fn language(&self) -> Option<Element> {
        let code = codes::language(&self.metadata().language)?;
        // Of the text (list 22).
        Some(
            Element::new("Language")
                .child(element("LanguageRole", "01"))
                .child(element("LanguageCode", code)),
        )
    }

    /// How long it is (lists 23, 24).
    fn extents(&self) -> Vec<Element> {
        let extent = |kind: &str, value: usize, unit: &str| {
            Element::new("Extent")
                .child(element("ExtentType", kind))
                .child(element("ExtentValue", value.to_string()))
                .child(element("ExtentUnit", unit))
        };
        match self.form {
            Form::Ebook if self.publication.words > 0 => {
                vec![extent("02", self.publication.words, "02")]
            }
            Form::Ebook => Vec::new(),
            Form::Printed => {
                // The block has the pages of the layout that is printed.
                let blocks =
                    self.publication.files_of(FileRole::Print).filter(|file| is_block(file));
                let pages = blocks.filter_map(|file| file.pages).max();
                pages.map(|pages| extent("05", pages, "03")).into_iter().collect()
            }
        }
    }

    fn subjects(&self) -> Vec<Element> {
        let mut main = Vec::new();
        let subject = |subject: &crate::ir::Subject| {
            let Some(term) = &subject.term else {
                return Element::new("Subject")
                    .child(element("SubjectSchemeIdentifier", "20"))
                    .child(element("SubjectHeadingText", &subject.name));
            };
            let scheme = codes::scheme(term.scheme);
            // The first of each classification is the main one.
            let first = !main.contains(&scheme);
            main.push(scheme);
            Element::new("Subject")
                .children(first.then(|| Element::new("MainSubject")))
                .child(element("SubjectSchemeIdentifier", scheme))
                .child(element("SubjectCode", &term.code))
                .children(
                    (subject.name != term.code)
                        .then(|| element("SubjectHeadingText", &subject.name)),
                )
        };
        self.metadata().subjects.iter().map(subject).collect()
    }

    /// Block 2: the description, and the picture of the cover where it can be fetched.
    fn collateral(&self) -> Option<Element> {
        let text = self.metadata().description.as_ref().map(|text| {
            Element::new("TextContent")
                .child(element("TextType", "03"))
                .child(element("ContentAudience", "00"))
                .child(element("Text", text))
        });
        let cover = self.publication.files_of(FileRole::Cover).next();
        let cover = self.sender.base.zip(cover).map(|(base, cover)| {
            let version = Element::new("ResourceVersion")
                .child(element("ResourceForm", "02"))
                .child(element("ResourceLink", format!("{base}{}", cover.name)));
            Element::new("SupportingResource")
                .child(element("ResourceContentType", "01"))
                .child(element("ContentAudience", "00"))
                .child(element("ResourceMode", "03"))
                .child(version)
        });
        let any = text.is_some() || cover.is_some();
        any.then(|| Element::new("CollateralDetail").children(text).children(cover))
    }

    /// Block 4.
    fn publishing(&self) -> Element {
        let metadata = self.metadata();
        let publisher = metadata.publisher.as_deref().unwrap_or(self.sender.name);
        let date = Element::new("PublishingDate").child(element("PublishingDateRole", "01")).child(
            element("Date", day(metadata.date)).attr("dateformat", day_format(metadata.date)),
        );
        Element::new("PublishingDetail")
            .child(
                Element::new("Publisher")
                    .child(element("PublishingRole", "01"))
                    .child(element("PublisherName", publisher)),
            )
            .children(metadata.place.iter().map(|place| element("CityOfPublication", place)))
            // It can be had (list 64).
            .child(element("PublishingStatus", "04"))
            .child(date)
    }

    /// Block 5: the other form, if it has an ISBN (list 51: the book that an e-book is made after, the e-book to a book).
    fn related(&self) -> Option<Element> {
        let (other, code) = match self.form {
            Form::Ebook => (Form::Printed, "13"),
            Form::Printed => (Form::Ebook, "27"),
        };
        let isbn = self.isbn(other)?;
        let identifier = Element::new("ProductIdentifier")
            .child(element("ProductIDType", "15"))
            .child(element("IDValue", isbn));
        let related = Element::new("RelatedProduct")
            .child(element("ProductRelationCode", code))
            .child(identifier);
        Some(Element::new("RelatedMaterial").child(related))
    }
}

fn title_detail(title: Element) -> Element {
    Element::new("TitleDetail").child(element("TitleType", "01")).child(title)
}

/// Whether a file for the printer is the block, not a cover or sheets.
fn is_block(file: &PublishedFile) -> bool {
    file.variant.as_deref().is_some_and(|variant| variant.ends_with("print"))
}

/// A name: of a person as it is printed and as it is sorted, or of a body, which is sorted as it is printed.
fn names(person: &Contributor) -> Vec<Element> {
    let Some((key, before)) = person.sort.split_once(", ") else {
        let is_body = person.name == person.sort && person.name.contains(' ');
        let name = if is_body { "CorporateName" } else { "PersonName" };
        return vec![element(name, &person.name)];
    };
    let mut list =
        vec![element("PersonName", &person.name), element("PersonNameInverted", &person.sort)];
    if person.name == format!("{before} {key}") {
        list.push(element("NamesBeforeKey", before));
        list.push(element("KeyNames", key));
    }
    list
}
