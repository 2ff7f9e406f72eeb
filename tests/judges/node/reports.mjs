// The reports that umbruch writes, opened as files in Chromium; axe-core on them in light and dark.

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { attempt, CHROMIUM, load, verdict } from './verdict.mjs'

const { chromium } = load('playwright-core')

export const SWITCHES = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

const axe = await readFile(load.resolve('@daisy/axe-core-for-ace/axe.min.js'), 'utf8')

/** What axe-core finds, in light and in dark. */
export async function accessible(page) {
  const findings = []
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }))
    for (const { id, help, nodes } of violations)
      findings.push(`axe, ${colorScheme}: ${id}: ${help}: ${nodes[0].html.slice(0, 120)}`)
  }
  return findings
}

/**
 * Judges each report that the command line names: `use` has the page, what the JSON beside it says, and
 * `expect(holds, what)` for what it finds. A page that asks for anything or complains fails.
 */
export async function judge(name, width, use) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: SWITCHES })
  try {
    for (const file of process.argv.slice(2)) verdict(name, file, await attempt(() => read(browser, file, width, use)))
  } finally {
    await browser.close()
  }
}

async function read(browser, file, width, use) {
  const findings = []
  const expect = (holds, what) => { if (!holds) findings.push(what) }
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  try {
    const address = pathToFileURL(resolve(file)).href
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', error => findings.push(`error in the page: ${error.message}`))
    page.on('console', said => { if (['error', 'warning'].includes(said.type())) findings.push(`console: ${said.text()}`) })
    page.on('request', request => {
      if (request.url() !== address && !request.url().startsWith('data:')) findings.push(`asks for ${request.url()}`)
    })
    await page.goto(address)
    const told = JSON.parse(await readFile(file.replace(/\.html$/, '.json'), 'utf8'))
    await use(page, told, expect, findings)
    return [...new Set(findings)]
  } finally {
    await context.close()
  }
}
