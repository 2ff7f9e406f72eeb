// Reads each book in two reading systems, foliate-js and epub.js, in Chromium: walks through all of its documents,
// follows every note and the way back, and counts them against the source. Then looks at every document as screens
// show it (`screens`): dark and light, on a phone, with the reader's own sizes.
// usage: read-epub FILE.epub…
//
// A book with more than ALL calls of notes has the first FIRST of each document
// followed in each reader, and they are not counted.

import { resolve } from 'node:path'
import { attempt, CHROMIUM, load, verdict } from './verdict.mjs'
import { look } from './screens.mjs'
import { serve } from './serve.mjs'
import { sourceOf } from './source.mjs'

const ALL = 1000
const FIRST = 8
const MINUTES = 20
const READERS = ['foliate', 'epubjs']
const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const { chromium } = load('playwright-core')

/** Has one reader read one book in a page of its own, and gathers what is wrong and what there is to tell. */
async function read(browser, address, reader, number, file, told) {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } })
  const findings = []
  try {
    await onlyFrom(context, address, findings)
    const page = await context.newPage()
    page.on('pageerror', error => findings.push(`error in the page: ${error.message}`))
    await page.goto(`${address}/reading/page.html`)
    await page.addScriptTag({ url: `/reading/${reader}.js`, type: 'module' })
    await page.waitForFunction(() => window.readBook)
    const reading = page.evaluate(words => window.readBook(...words), [`/book/${number}`, ALL, FIRST])
    const { found, calls, notes, told: more = [] } = await inTime(reading)
    told.push(`${calls} calls of ${notes} notes followed there and back`, ...more)
    const source = await sourceOf(file)
    if (source.calls <= ALL && (calls !== source.calls || notes !== source.notes))
      found.push(`${calls} calls of ${notes} notes work; the source has ${source.calls} calls of ${source.notes} notes`)
    return [...found, ...new Set(findings)]
  } finally {
    await context.close()
  }
}

/** Nothing may be asked for from elsewhere. */
function onlyFrom(context, address, findings) {
  return context.route(url => url.origin !== address, route => {
    findings.push(`asks for ${route.request().url()}`)
    return route.abort()
  })
}

/** Looks at every document of one book as screens show it. */
async function screens(browser, address, number) {
  const context = await browser.newContext()
  const findings = []
  try {
    await onlyFrom(context, address, findings)
    return [...await inTime(look(await context.newPage(), `${address}/open/${number}/`)), ...new Set(findings)]
  } finally {
    await context.close()
  }
}

function inTime(reading) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not read within ${MINUTES} minutes`)), MINUTES * 60_000)
  })
  return Promise.race([reading, late]).finally(() => clearTimeout(timer))
}

const files = process.argv.slice(2)
const server = await serve(files.map(file => resolve(file)))
const browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES })
try {
  for (const [number, file] of files.entries()) {
    for (const reader of READERS) {
      const told = []
      verdict(reader, file, await attempt(() => read(browser, server.address, reader, number, file, told)), told)
    }
    verdict('screens', file, await attempt(() => screens(browser, server.address, number)))
  }
} finally {
  await browser.close()
  server.stop()
}
