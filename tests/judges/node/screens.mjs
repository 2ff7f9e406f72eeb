// A book's documents as screens show them: every text can be read in light and dark, no picture lets the dark through,
// nothing is wider than a phone, and the sizes are the reader's.

import { load } from './verdict.mjs'

const JSZip = load('jszip')
const PHONE = { width: 320, height: 640 }

// What a reading system lays under a book: its colours, which the book may not fight. Links are the
// reader's own; what the book says of elements goes before, as it does there.
const GROUNDS = {
  light: ':root { background: #fff; color: #000 } :where(a:link) { color: #0645ad }',
  dark: ':root { background: #121212; color: #ddd } :where(a:link) { color: #8ab4f8 }',
}

/** What is wrong with the documents of the book that lies open at an address. */
export async function look(page, address) {
  const found = []
  await page.setViewportSize(PHONE)
  for (const path of await documents(page, address)) {
    const wrong = new Set()
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(address + path)
      await page.evaluate(ground, GROUNDS[scheme])
      for (const fault of await page.evaluate(unread)) wrong.add(`${scheme}: ${fault}`)
    }
    for (const fault of [...await page.evaluate(seenThrough), ...await page.evaluate(tooWide)]) wrong.add(fault)
    for (const fault of await page.evaluate(stubborn)) wrong.add(fault)
    found.push(...[...wrong].slice(0, 5).map(fault => `${path}: ${fault}`))
  }
  return found
}

/** The paths of the documents in the spine. */
async function documents(page, address) {
  const zip = await JSZip.loadAsync(await (await fetch(address.replace('/open/', '/book/').replace(/\/$/, ''))).arrayBuffer())
  const opf = /full-path="([^"]+)"/.exec(await zip.file('META-INF/container.xml').async('text'))[1]
  const text = await zip.file(opf).async('text')
  await page.goto('about:blank')
  return page.evaluate(([text, opf]) => {
    const parsed = new DOMParser().parseFromString(text, 'application/xml')
    return [...parsed.querySelectorAll('spine > itemref')].map(ref => {
      const item = [...parsed.querySelectorAll('manifest > item')].find(({ id }) => id === ref.getAttribute('idref'))
      return new URL(item.getAttribute('href'), `http://book/${opf}`).pathname.slice(1)
    })
  }, [text, opf])
}

// --- what runs in the document ------------------------------------------------

/** Lays the reader's colours under the book's own style. */
function ground(style) {
  const element = document.createElementNS('http://www.w3.org/1999/xhtml', 'style')
  element.textContent = style
  document.head.prepend(element)
}

/** Texts with a contrast below 4.5 : 1 (WCAG 2.2, 1.4.3), each colour once. */
function unread() {
  const paint = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d', { willReadFrequently: true })
  const over = (colour, below) => {
    paint.fillStyle = `rgb(${below.join()})`
    paint.fillRect(0, 0, 1, 1)
    paint.fillStyle = colour
    paint.fillRect(0, 0, 1, 1)
    return [...paint.getImageData(0, 0, 1, 1).data.slice(0, 3)]
  }
  const light = colour => {
    const [r, g, b] = colour.map(level => level / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = element => {
    const all = []
    for (let at = element; at; at = at.parentElement) all.unshift(getComputedStyle(at).backgroundColor)
    return all.reduce((below, colour) => over(colour, below), [255, 255, 255])
  }
  const found = new Set()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (texts.currentNode.data.trim() === '' || element.getClientRects().length === 0) continue
    const ground = behind(element)
    const [low, high] = [light(over(getComputedStyle(element).color, ground)), light(ground)].sort((a, b) => a - b)
    const contrast = (high + 0.05) / (low + 0.05)
    if (contrast < 4.5)
      found.add(`contrast ${contrast.toFixed(1)} of “${texts.currentNode.data.trim().slice(0, 30)}” in ${element.localName}.${element.className}`)
  }
  return [...found]
}

/** Pictures through which the ground is seen. */
async function seenThrough() {
  const found = []
  for (const picture of document.querySelectorAll('img')) {
    await picture.decode().catch(() => found.push(`${picture.getAttribute('src')} cannot be shown`))
    const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas')
    Object.assign(canvas, { width: Math.min(picture.naturalWidth, 400) || 1, height: Math.min(picture.naturalHeight, 400) || 1 })
    const paint = canvas.getContext('2d')
    paint.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const { data } = paint.getImageData(0, 0, canvas.width, canvas.height)
    if (data.some((value, at) => at % 4 === 3 && value < 250)) found.push(`${picture.getAttribute('src')} is transparent`)
  }
  return found
}

/** What makes the document wider than the screen. */
function tooWide() {
  const width = document.documentElement.clientWidth
  if (document.scrollingElement.scrollWidth <= width) return []
  const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > width + 1)
  const named = wide.filter(element => !wide.some(other => other !== element && element.contains(other)))
  const shown = named.slice(0, 3).map(element => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`)
  return [`${document.scrollingElement.scrollWidth} pixels wide on a screen of ${width}: ${shown.join(', ')}`]
}

/** Texts that do not grow with the reader's size, or keep a leading against the reader's. */
function stubborn() {
  const texts = [...document.body.querySelectorAll('p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, dt, dd, figcaption')]
    .filter(element => element.textContent.trim() !== '' && element.getClientRects().length > 0)
  const size = element => Number.parseFloat(getComputedStyle(element).fontSize)
  const before = texts.map(size)
  document.documentElement.style.setProperty('font-size', '200%', 'important')
  const fixed = texts.filter((element, at) => size(element) < before[at] * 1.95)
  document.documentElement.style.removeProperty('font-size')
  document.body.style.setProperty('line-height', '2.5', 'important')
  const running = texts.filter(element => ['p', 'li', 'dd'].includes(element.localName) && !element.closest('hgroup, header'))
  const tight = running.filter(element => Number.parseFloat(getComputedStyle(element).lineHeight) < size(element) * 2.4)
  document.body.style.removeProperty('line-height')
  const name = element => `${element.localName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`
  return [
    ...fixed.slice(0, 2).map(element => `does not grow with the reader's size: ${name(element)}`),
    ...tight.slice(0, 2).map(element => `keeps its leading against the reader's: ${name(element)}`),
  ]
}
