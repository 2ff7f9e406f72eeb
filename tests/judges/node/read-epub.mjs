// Reads each book in two reading systems, foliate-js and epub.js, in Chromium:
// walks through all of its documents and follows every note and the way back.
// usage: read-epub FILE.epub…
//
// A book with more than ALL calls of notes has the first FIRST of each document
// followed in each reader.

import { resolve } from 'node:path'
import { attempt, CHROMIUM, load, verdict } from './verdict.mjs'
import { serve } from './serve.mjs'

const ALL = 60
const FIRST = 8
const MINUTES = 10
const READERS = ['foliate', 'epubjs']
const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const { chromium } = load('playwright-core')

/** Has one reader read one book in a page of its own, and gathers what is wrong. */
async function read(browser, address, reader, number) {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } })
  const findings = []
  try {
    await context.route(url => url.origin !== address, route => {
      findings.push(`asks for ${route.request().url()}`)
      return route.abort()
    })
    const page = await context.newPage()
    page.on('pageerror', error => findings.push(`error in the page: ${error.message}`))
    await page.goto(`${address}/reading/page.html`)
    await page.addScriptTag({ url: `/reading/${reader}.js`, type: 'module' })
    await page.waitForFunction(() => window.readBook)
    const reading = page.evaluate(words => window.readBook(...words), [`/book/${number}`, ALL, FIRST])
    const found = await inTime(reading)
    return [...found, ...new Set(findings)]
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
  for (const [number, file] of files.entries())
    for (const reader of READERS)
      verdict(reader, file, await attempt(() => read(browser, server.address, reader, number)))
} finally {
  await browser.close()
  server.stop()
}
