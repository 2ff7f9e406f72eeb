// Opens each report on pages as a file in Chromium and uses it as an editor does: clicks a finding, a
// mark, the chart, chooses kinds, steps with the keyboard; axe-core looks at it in light and dark.
// usage: judge-report FILE.report.html…

import { accessible, judge } from './reports.mjs'

/** Uses one report and gathers what is wrong. */
async function use(page, told, expect, findings) {
  const count = told.findings.length
  expect(await page.locator('.sheet').count() === told.pages.length, 'not every page is there')
  expect(await page.locator('#list > li').count() === count, 'not every finding is in the list')
  await see(page, expect)
  if (count > 0) {
    await clickFinding(page, told, Math.floor(count / 2), expect)
    await clickMark(page, count - 1, expect)
    await step(page, count, expect)
    await choose(page, count, expect)
  }
  await clickChart(page, told.pages.length, expect)
  findings.push(...await accessible(page))
  if (count > 0) {
    await page.setViewportSize({ width: 760, height: 1000 })
    await clickFinding(page, told, 0, (holds, what) => expect(holds, `in a narrow window: ${what}`))
  }
}

/** Whether the middle of an element lies in sight, within whatever scrolls around it. */
const inSight = element => element.evaluate(node => {
  const { left, right, top, bottom } = node.getBoundingClientRect()
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false
  const there = document.elementFromPoint(x, y)
  return there !== null && (node === there || node.contains(there) || there.contains(node))
})

/** The first page that has letters shows them: outlines that are defined and have a size. */
async function see(page, expect) {
  const drawn = page.locator('.picture use').first()
  await drawn.waitFor({ state: 'attached' })
  const size = await drawn.evaluate(letter => letter.getBoundingClientRect().width)
  expect(size > 0, 'the letters of a picture have no outlines')
}

async function clickFinding(page, told, number, expect) {
  const item = page.locator(`#finding-${number}`)
  await item.locator('.go').click()
  expect(await item.locator('.go').getAttribute('aria-current') === 'true', 'a finding that was clicked is not selected')
  const mark = page.locator(`#mark-${number} rect`)
  expect(await inSight(mark), 'the line of a finding that was clicked is not in sight')
  const finding = told.findings[number]
  expect(await page.locator(`#page-${finding.page} #mark-${number}`).count() === 1, 'a finding leads to another page')
  await page.locator(`#page-${finding.page} .picture > *`).first().waitFor({ state: 'attached' })
  if (finding.source) {
    const { file, line, column } = finding.source
    const place = item.locator('.place')
    expect(await place.isVisible() && await place.textContent() === `${file}:${line}:${column}`, 'the place in the source is not shown')
    expect(await item.locator('.source mark').isVisible(), 'the line of the source is not shown')
  }
}

async function clickMark(page, number, expect) {
  const mark = page.locator(`#mark-${number}`)
  await mark.scrollIntoViewIfNeeded()
  // Of several marks on one line the last lies above: it is told by a click on its sign.
  await mark.locator('text').click({ force: true })
  const item = page.locator(`#finding-${number}`)
  expect(await item.locator('.go').getAttribute('aria-current') === 'true', 'a mark that was clicked selects nothing')
  expect(await inSight(item.locator('.go')), 'the finding of a mark that was clicked is not in sight')
}

/** Which finding is selected. */
const selected = page => page.evaluate(() =>
  Number(document.querySelector('[aria-current=true]')?.closest('li').id.slice('finding-'.length) ?? -1))

async function step(page, count, expect) {
  const start = await selected(page)
  if (count < 2 || start < 1) return
  await page.keyboard.press('k')
  expect(await selected(page) === start - 1, 'k does not go to the finding before')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-current') === 'true'), 'the focus stays behind')
  expect(await inSight(page.locator(`#mark-${start - 1} rect`)), 'the line is not in sight after k')
  await page.keyboard.press('j')
  expect(await selected(page) === start, 'j does not go to the next finding')
}

async function choose(page, count, expect) {
  const shown = () => page.locator('#list > li:visible').count()
  const box = page.locator('#filter input').first()
  const flaw = await box.getAttribute('data-flaw')
  await box.uncheck()
  expect(await page.locator(`#list > li[data-flaw="${flaw}"]:visible`).count() === 0, 'a kind that is not wanted is shown')
  const off = await page.locator(`#list > li[data-flaw="${flaw}"]`).first().getAttribute('id')
  expect(!await page.locator(`#${off.replace('finding', 'mark')} rect`).isVisible(), 'its mark is shown')
  await page.locator('[data-choose=none]').click()
  expect(await shown() === 0, 'findings are shown though none are wanted')
  await page.locator('[data-choose=all]').click()
  expect(await shown() === count, 'not all findings are shown again')
}

async function clickChart(page, pages, expect) {
  const { x, y, width, height } = await page.locator('#chart').boundingBox()
  const [left, step, whole] = await page.locator('#chart').evaluate(({ dataset, viewBox }) =>
    [Number(dataset.left), Number(dataset.step), viewBox.baseVal.width])
  const scale = Math.min(width / whole, 1e9)
  await page.mouse.click(x + (left + step * (pages - 0.5)) * scale, y + height / 2)
  expect(await page.locator(`#page-${pages} .sheet`).evaluate(sheet => {
    const { top, bottom } = sheet.getBoundingClientRect()
    return top < innerHeight && bottom > 0
  }), 'a click on the chart does not lead to the page')
}

await judge('report', 1400, use)
