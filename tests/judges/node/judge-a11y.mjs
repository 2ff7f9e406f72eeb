// Opens each report on accessibility as a file in Chromium, as wide as a desk's window and as narrow as a
// telephone's: axe-core looks at it in light and dark, and it says what the JSON beside it says.
// usage: judge-a11y FILE.a11y.html…

import { accessible, judge } from './reports.mjs'

/** Reads one report and gathers what is wrong. */
async function use(page, told, expect, findings) {
  const rows = of => page.locator(`section[data-part=${of}] tbody tr`).count()
  const pictures = told.documents.flatMap(document => document.pictures)
  const headings = told.documents.filter(document => document.in_spine).flatMap(document => document.headings)
  expect(await rows('pictures') === pictures.length, 'not every picture is there')
  expect(await page.locator('.outline > li').count() === headings.length, 'not every heading is there')
  expect(await page.locator('section[data-part=gaps] li').count() === told.gaps.length, 'not every gap is there')
  for (const feature of told.claims.accessibilityFeature) {
    const row = page.locator('section[data-part=claims] tr', { has: page.locator(`th code:text-is("${feature}")`) })
    expect(await row.locator('td.yes').count() === 1, `${feature} is claimed, and the page does not say so`)
  }
  expect(await page.locator('section[data-part=claims] td.yes').count() === told.claims.accessibilityFeature.length, 'the page claims more than the JSON')
  for (const link of await page.locator('nav a').all()) {
    const target = await link.getAttribute('href')
    expect(await page.locator(`h2${target}`).count() === 1, `${target} leads nowhere`)
  }
  const small = page.locator('td img, th img')
  for (let n = 0; n < await small.count(); n++)
    expect(await small.nth(n).evaluate(img => img.naturalWidth > 0), 'a small picture cannot be shown')
  findings.push(...await accessible(page))
  await page.setViewportSize({ width: 360, height: 700 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(wide <= 0, `on a telephone the page is ${wide} px too wide`)
  findings.push(...await accessible(page))
}

await judge('a11y', 1200, use)
