// The files of a list of editions: its feeds as two clients of OPDS read them; its pages as Chromium shows them, served as any web server
// does, on a desk and on a telephone, in light and dark, with axe-core; what the script finds; what is there without scripts.
// usage: judge-list FOLDER…            (with SHOTS=FOLDER it keeps pictures of the pages)

import { createServer } from 'node:http'
import { mkdir, readFile, readdir } from 'node:fs/promises'
import { basename, extname, join, normalize } from 'node:path'
import { feeds } from './feeds.mjs'
import { accessible, SWITCHES } from './reports.mjs'
import { attempt, CHROMIUM, load, verdict } from './verdict.mjs'

const { chromium } = load('playwright-core')

const TYPES = {
  '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.jpg': 'image/jpeg', '.png': 'image/png',
  '.json': 'application/json', '.xml': 'application/xml',
}
const WIDTHS = { desk: 1280, phone: 390 }
/** How many pages of a kind are looked at. */
const EACH = 8

function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://loopback').pathname)).replace(/\/$/, '/index.html')
    try {
      const bytes = await readFile(join(folder, path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise(ready => server.listen(0, '127.0.0.1', () => ready(server)))
}

/** Paths of the pages that are looked at: so many of every folder, the first and the last among them. */
async function pages(folder) {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.html') && !name.startsWith('editions/')).sort()
  const kinds = new Map()
  for (const name of names) {
    const kind = name.includes('/') ? name.split('/')[0] : ''
    kinds.set(kind, [...kinds.get(kind) ?? [], name])
  }
  return [...kinds].flatMap(([kind, all]) => (kind === '' ? all : some(all)))
}

function some(all) {
  if (all.length <= EACH) return all
  return Array.from({ length: EACH }, (_, at) => all[Math.round(at * (all.length - 1) / (EACH - 1))])
}

async function look(browser, folder, findings) {
  const server = await serve(folder)
  const address = `http://127.0.0.1:${server.address().port}/`
  try {
    const context = await browser.newContext({ viewport: { width: WIDTHS.desk, height: 900 }, reducedMotion: 'reduce', bypassCSP: false })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    let at = ''
    const expect = (holds, what) => { if (!holds) findings.push(`${at}: ${what}`) }
    page.on('pageerror', error => expect(false, `error in the page: ${error.message}`))
    page.on('console', said => expect(!['error', 'warning'].includes(said.type()), `console: ${said.text()}`))
    page.on('request', request => expect(request.url().startsWith(address) || request.url().startsWith('data:'), `asks for ${request.url()}`))
    const all = await pages(folder)
    for (at of all) {
      await page.setViewportSize({ width: WIDTHS.desk, height: 900 })
      await page.goto(address + at)
      await whole(page, at, expect)
      for (const [name, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: 900 })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wide <= 0, `${wide} px too wide on a ${name}`)
        for (const finding of await accessible(page)) expect(false, `${name}: ${finding}`)
        await shoot(page, folder, at, name)
      }
    }
    at = 'index.html'
    await page.setViewportSize({ width: WIDTHS.desk, height: 900 })
    await search(page, address, expect)
    at = 'without scripts'
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(address)
    expect(await plain.locator('form.finder:visible').count() === 0, 'a form that does nothing is shown')
    expect(await plain.locator('.cards > li:visible').count() === await plain.locator('.cards > li').count(), 'a book is hidden')
    return all.length
  } finally {
    server.close()
  }
}

/** What every page has; of a book's page what search engines read. */
async function whole(page, path, expect) {
  const head = await page.evaluate(() => ({
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? '',
    canonical: document.querySelector('link[rel=canonical]')?.href,
    data: document.querySelector('script[type="application/ld+json"]')?.textContent,
    broken: [...document.images].filter(image => image.loading === 'eager' && image.complete && image.naturalWidth === 0).map(image => image.src),
    headings: document.querySelectorAll('h1').length,
  }))
  expect(/default-src 'none'/.test(head.policy) && !/unsafe|\*/.test(head.policy), 'no strict policy')
  expect(Boolean(head.canonical), 'it does not say where it stands')
  expect(head.broken.length === 0, `${head.broken[0]} cannot be shown`)
  expect(head.headings === 1, `${head.headings} headings of the first level`)
  if (!path.startsWith('books/')) return
  const data = JSON.parse(head.data)
  expect(data['@type'] === 'Book' && data.name === (await page.title()).slice(0, data.name.length), 'schema.org does not name the book')
  const links = await page.locator('.downloads a').evaluateAll(all => all.map(link => new URL(link.href).pathname))
  const told = (data.workExample ?? []).filter(one => one.encoding).map(one => new URL(one.encoding.contentUrl).pathname.replace(/^.*\/editions\//, '/editions/'))
  expect(JSON.stringify(links) === JSON.stringify(told), 'schema.org has other files than the page')
}

/** A word of a title, typed, leaves the books with it. */
async function search(page, address, expect) {
  await page.goto(address)
  const form = page.locator('form.finder')
  if (await form.count() === 0) return
  expect(await form.isVisible(), 'the form is not shown')
  const title = await page.locator('.cards h2').first().textContent()
  await page.fill('#find', title.toUpperCase())
  await page.waitForFunction(() => document.getElementById('found').textContent !== '')
  const shown = await page.locator('.cards > li:visible h2, .groups:visible a').allTextContents()
  expect(shown.includes(title), `“${title}” is not found`)
  await page.fill('#find', 'xyzzy')
  await page.waitForFunction(() => document.querySelectorAll('.cards > li:not([hidden]), .groups:not([hidden]) a').length === 0 || document.querySelector('.cards').hidden)
  expect(await page.locator('.cards > li:visible, .groups:visible a').count() === 0, 'what is not there is found')
  await page.fill('#find', '')
  if (await page.locator('#order').count() === 0) return
  await page.selectOption('#order', 'new')
  const dates = await page.locator('.cards > li').evaluateAll(cards => cards.map(card => card.dataset.date))
  expect(dates.every((date, at) => at === 0 || dates[at - 1] >= date), 'the newest does not stand first')
}

async function shoot(page, folder, path, name) {
  if (!process.env.SHOTS) return
  const to = join(process.env.SHOTS, basename(folder))
  await mkdir(to, { recursive: true })
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(to, `${path.replace(/\W+/g, '-')}-${name}-${colorScheme}.png`), fullPage: name === 'phone' && path.startsWith('books/') })
  }
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES })
try {
  for (const folder of process.argv.slice(2)) {
    let told = []
    const read = await attempt(async () => {
      const { findings, feeds: count, books } = await feeds(folder)
      told = [`${count} feeds and documents, ${books} books`]
      return findings
    })
    verdict('opds', folder, read, told)
    const findings = []
    const failed = await attempt(async () => { told = [`${await look(browser, folder, findings)} pages`]; return [] })
    verdict('site', folder, [...new Set([...findings, ...failed])], told)
  }
} finally {
  await browser.close()
}
