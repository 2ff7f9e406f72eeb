'use strict'
// What the report does when it is used: pictures come when their page comes into sight, findings
// and pages lead to each other, kinds of findings are shown or not.
;(() => {
  const SVG = 'http://www.w3.org/2000/svg'
  const byId = id => document.getElementById(id)
  const all = (query, within = document) => [...within.querySelectorAll(query)]

  // --- pictures

  function drawing(id) {
    const data = byId(id)
    if (!data) return []
    const parsed = new DOMParser().parseFromString(`<svg xmlns="${SVG}">${data.textContent}</svg>`, 'image/svg+xml')
    if (parsed.querySelector('parsererror')) return []
    return [...parsed.documentElement.childNodes].map(node => document.importNode(node, true))
  }

  // Letters are written as a list of outlines and places.
  function spell(row) {
    const list = row.getAttribute('letters').split(' ')
    row.removeAttribute('letters')
    for (let at = 0; at + 1 < list.length; at += 2) {
      const letter = document.createElementNS(SVG, 'use')
      letter.setAttribute('href', `#${list[at]}`)
      letter.setAttribute('x', list[at + 1])
      row.append(letter)
    }
  }

  const shapes = document.createElementNS(SVG, 'svg')
  shapes.setAttribute('class', 'unseen')
  shapes.setAttribute('aria-hidden', 'true')
  const definitions = document.createElementNS(SVG, 'defs')
  definitions.append(...drawing('shapes'))
  shapes.append(definitions)
  document.body.append(shapes)

  const sight = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const picture = target.querySelector('.picture')
      if (!isIntersecting) picture.replaceChildren()
      else if (!picture.firstChild) {
        picture.append(...drawing(`picture-${target.dataset.page}`))
        all('[letters]', picture).forEach(spell)
      }
    }
  }, { root: null, rootMargin: '1500px 0px' })
  const sheets = all('.sheet')
  sheets.forEach(sheet => sight.observe(sheet))

  // --- findings and pages

  const items = all('#list > li')
  const marks = new Map(all('.mark').map(mark => [mark.dataset.finding, mark]))
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  const numberOf = item => item.id.slice('finding-'.length)
  const shown = () => items.filter(item => !item.hidden)
  let selected = null

  function scroll(element, block) {
    element.scrollIntoView({ block, inline: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' })
  }

  function select(item, { leads = true, focuses = true } = {}) {
    if (!item) return
    if (selected) {
      selected.classList.remove('selected')
      selected.querySelector('.go').removeAttribute('aria-current')
      marks.get(numberOf(selected))?.classList.remove('selected')
    }
    selected = item
    item.hidden = false
    item.classList.add('selected')
    const link = item.querySelector('.go')
    link.setAttribute('aria-current', 'true')
    const mark = marks.get(numberOf(item))
    mark?.classList.add('selected')
    // The mark that was chosen lies above those of the same line.
    mark?.parentNode.append(mark)
    if (focuses) link.focus({ preventScroll: true })
    item.scrollIntoView({ block: 'nearest' })
    if (leads) scroll(mark ?? byId(`page-${Number(item.dataset.page) + 1}`), 'center')
    showPage(Number(item.dataset.page))
    const place = item.querySelector('.place')?.textContent ?? ''
    byId('status').textContent = `${link.textContent} ${place}`
    history.replaceState(null, '', `#${item.id}`)
  }

  byId('list')?.addEventListener('click', event => {
    const item = event.target.closest('li')
    if (!item || !event.target.closest('.go')) return
    event.preventDefault()
    select(item)
  })

  document.querySelector('main').addEventListener('click', event => {
    const mark = event.target.closest('.mark')
    if (!mark) return
    event.preventDefault()
    select(byId(`finding-${mark.dataset.finding}`), { leads: false })
  })

  function step(by) {
    const list = shown()
    const at = list.indexOf(selected)
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by
    select(list[next])
  }

  // --- kinds

  const boxes = all('#filter input')

  function filter() {
    const wanted = new Set(boxes.filter(box => box.checked).map(box => box.dataset.flaw))
    let count = 0
    for (const item of items) {
      item.hidden = !wanted.has(item.dataset.flaw)
      marks.get(numberOf(item))?.classList.toggle('off', item.hidden)
      if (!item.hidden) count += 1
    }
    const told = byId('count')
    told.textContent = count === items.length ? `${count}` : `${count} ${told.dataset.of} ${items.length}`
  }

  byId('filter')?.addEventListener('change', filter)
  byId('filter')?.addEventListener('click', event => {
    const which = event.target.dataset.choose
    if (!which) return
    for (const box of boxes) box.checked = which === 'all' || (which === 'grave' && box.dataset.grave === 'true')
    filter()
  })

  // --- the chart

  const chart = byId('chart')

  function showPage(page) {
    const { left, step } = chart.dataset
    byId('here').setAttribute('x', Number(left) + page * Number(step))
  }

  chart.addEventListener('click', event => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse())
    const { left, step, pages } = chart.dataset
    const page = Math.floor((point.x - left) / step)
    if (page < 0 || page >= pages) return
    showPage(page)
    scroll(byId(`page-${page + 1}`), 'start')
  })

  // --- size and keys

  const SIZES = [180, 240, 320, 400, 500, 640, 820, 1050]
  let size = 3

  function resize(by) {
    size = Math.min(SIZES.length - 1, Math.max(0, size + by))
    document.documentElement.style.setProperty('--sheet', `${SIZES[size]}px`)
    if (selected) scroll(marks.get(numberOf(selected)) ?? byId(`page-${Number(selected.dataset.page) + 1}`), 'center')
  }

  byId('smaller').addEventListener('click', () => resize(-1))
  byId('larger').addEventListener('click', () => resize(1))

  const KEYS = { j: () => step(1), k: () => step(-1), '+': () => resize(1), '-': () => resize(-1) }
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = KEYS[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })

  const asked = /^#finding-\d+$/.test(location.hash) && byId(location.hash.slice(1))
  if (asked) select(asked)
})()
