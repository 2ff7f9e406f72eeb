// Feeds of a list, read by two clients of OPDS that know nothing of umbruch: what they see is what stands in the files.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { load } from './verdict.mjs'

const R2 = 'r2-opds-js/dist/es8-es2017/src/opds/'
const { OPDS } = load(`${R2}opds1/opds`)
const { OPDSFeed } = load(`${R2}opds2/opds2`)
const { OPDSPublication } = load(`${R2}opds2/opds2-publication`)
const { convertOpds1ToOpds2 } = load(`${R2}converter`)
const { initGlobalConverters_OPDS } = load(`${R2}init-globals`)
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = load('r2-shared-js/dist/es8-es2017/src/init-globals')
const { XML } = load('r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper')
const { TaJsonDeserialize } = load('r2-lcp-js/dist/es8-es2017/src/serializable')
const { DOMParser } = load('@xmldom/xmldom')
const parser = load('opds-feed-parser')

const ACQUISITION = 'http://opds-spec.org/acquisition/open-access'

initGlobalConverters_OPDS()
initGlobalConverters_SHARED()
initGlobalConverters_GENERIC()

/** What is wrong with the feeds of a list, and how many there are: `{ findings, feeds, books }`. */
export async function feeds(folder) {
  const { log } = console
  // A client tells each book without a picture, which may be.
  console.log = () => {}
  try {
    return await read(folder)
  } finally {
    console.log = log
  }
}

async function read(folder) {
  const findings = []
  let books = 0
  const names = (await readdir(join(folder, 'opds'), { recursive: true })).filter(name => /\.(json|xml)$/.test(name)).sort()
  for (const name of names) {
    const text = await readFile(join(folder, 'opds', name), 'utf8')
    const expect = (holds, what) => { if (!holds) findings.push(`opds/${name}: ${what}`) }
    try {
      if (name.startsWith('books/')) books += book(JSON.parse(text), expect)
      else if (name.endsWith('.json')) two(JSON.parse(text), expect)
      else await one(text, JSON.parse(await readFile(join(folder, 'opds', name.replace(/xml$/, 'json')), 'utf8')), expect)
    } catch (failure) {
      expect(false, `cannot be read: ${failure.stack.split('\n').slice(0, 3).join(' ')}`)
    }
  }
  return { findings, feeds: names.length, books }
}

/** A title as one text: of several languages the first. */
const first = title => (title !== null && typeof title === 'object' ? Object.values(title)[0] : title)
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

function two(json, expect) {
  const feed = TaJsonDeserialize(json, OPDSFeed)
  expect(feed.Metadata.Title === json.metadata.title, 'the title is not read')
  expect(same((feed.Navigation ?? []).map(link => link.Title), (json.navigation ?? []).map(link => link.title)), 'not every way is read')
  expect((feed.Navigation ?? []).length + (feed.Publications ?? []).length > 0, 'nothing stands in it')
  expect(feed.Links.some(link => link.Rel.includes('self')), 'it does not say where it stands')
  expect((feed.Facets ?? []).every(facet => facet.Metadata.Title && facet.Links.length > 1), 'a facet has no title or nothing to choose')
  expect((feed.Facets ?? []).flatMap(facet => facet.Links).every(link => link.Properties.NumberOfItems > 0), 'a facet does not say how many books it has')
  ;(feed.Publications ?? []).forEach((publication, at) => whole(publication, json.publications[at], expect))
}

function book(json, expect) {
  whole(TaJsonDeserialize(json, OPDSPublication), json, expect)
  return 1
}

function whole(publication, json, expect) {
  const title = first(json.metadata.title)
  expect(first(publication.Metadata.Title) === title, `the title “${title}” is not read`)
  expect(publication.Metadata.Identifier === json.metadata.identifier, `${title}: the identifier is not read`)
  expect(same((publication.Metadata.Author ?? []).map(one => first(one.Name)), (json.metadata.author ?? []).map(one => first(one.name))), `${title}: not every author is read`)
  const had = publication.Links.filter(link => link.Rel.includes(ACQUISITION))
  expect(had.length > 0 && had.every(link => /^(application\/epub\+zip|application\/pdf)$/.test(link.TypeLink)), `${title}: nothing can be had`)
  expect((publication.Images ?? []).length === (json.images ?? []).length, `${title}: not every picture is read`)
}

/** A feed in OPDS 1.2, held against that in 2.0 beside it. */
async function one(text, json, expect) {
  const feed = await new parser.default().parse(text)
  const acquisition = Boolean(json.publications) || /kind=acquisition/.test(text.match(/<link rel="self"[^>]*>/)[0])
  expect(feed instanceof (acquisition ? parser.AcquisitionFeed : parser.NavigationFeed), 'the kind is not the one that it says')
  const titles = (acquisition ? json.publications ?? [] : json.navigation).map(one => first(one.metadata?.title ?? one.title))
  expect(same(feed.entries.map(entry => entry.title), titles), `other titles: ${feed.entries.map(entry => entry.title).slice(0, 3)}`)
  expect(new Set(feed.entries.map(entry => entry.id)).size === feed.entries.length, 'two entries have one id')
  expect(feed.title === json.metadata.title && Boolean(feed.id && feed.updated), 'title, id or time are not read')
  const facets = feed.links.filter(link => link instanceof parser.OPDSFacetLink)
  expect(facets.length === (json.facets ?? []).flatMap(facet => facet.links).length, 'other facets than in OPDS 2.0')
  expect(facets.every(link => link.facetGroup && link.count > 0), 'a facet has no group or no number')
  const turns = links => ['first', 'previous', 'next', 'last'].filter(rel => links.some(link => link.rel === rel))
  expect(same(turns(feed.links), turns(json.links)), 'other pages than in OPDS 2.0')
  if (acquisition) feed.entries.forEach((entry, at) => entryOf(entry, json.publications[at], expect))
  converted(text, titles, acquisition, expect)
}

function entryOf(entry, json, expect) {
  const { title } = entry
  expect(entry instanceof parser.OPDSEntry && !(entry instanceof parser.PartialOPDSEntry), `${title}: it is not complete`)
  const of = rel => json.links.filter(link => link.rel === rel).map(link => link.href)
  const had = entry.links.filter(link => link instanceof parser.OPDSAcquisitionLink && link.rel === ACQUISITION)
  expect(same(had.map(link => link.href), of(ACQUISITION)), `${title}: other files than in OPDS 2.0`)
  const pictures = entry.links.filter(link => link instanceof parser.OPDSArtworkLink)
  expect(pictures.length === (json.images ?? []).length, `${title}: other pictures than in OPDS 2.0`)
  expect(same(entry.authors.map(author => author.name), (json.metadata.author ?? []).map(author => first(author.name))), `${title}: other authors`)
  expect(entry.language === json.metadata.language, `${title}: another language`)
  expect(entry.contributors.every(one => one.name && one.role), `${title}: somebody without a name or a role`)
  expect((entry.series?.name ?? undefined) === json.metadata.belongsTo?.series[0].name, `${title}: another series`)
  expect(entry.categories.length === (json.metadata.subject ?? []).length, `${title}: other subjects`)
}

/** The same as the other client makes it into OPDS 2.0. */
function converted(text, titles, acquisition, expect) {
  const document = new DOMParser().parseFromString(text, 'application/xml')
  const made = convertOpds1ToOpds2(XML.deserialize(document, OPDS))
  const read = acquisition ? (made.Publications ?? []).map(one => first(one.Metadata.Title)) : (made.Navigation ?? []).map(link => link.Title)
  expect(same(read, titles), `r2-opds-js sees other titles: ${read.slice(0, 3)}`)
  if (acquisition) expect((made.Publications ?? []).every(one => one.Links?.length > 0), 'r2-opds-js finds a book without a link')
}
