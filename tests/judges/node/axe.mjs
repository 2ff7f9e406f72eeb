// Chromium for pages that umbruch writes, and axe-core on them in light and dark.

import { readFile } from 'node:fs/promises'
import { load } from './verdict.mjs'

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
