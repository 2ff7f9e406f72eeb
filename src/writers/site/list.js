// Finds and orders the books of a list. Without it all can be read, and every choice is a link.
'use strict'

const form = document.querySelector('form.finder')
if (form) begin()

function begin() {
  const list = document.querySelector('ul.cards')
  const told = document.getElementById('found')
  const find = document.getElementById('find')
  const language = document.getElementById('language')
  const order = document.getElementById('order')
  const cards = [...list.children].map((card, place) => ({ card, place, text: plain(card.dataset.find), date: card.dataset.date }))
  const elsewhere = document.createElement('ul')
  elsewhere.className = 'groups'
  elsewhere.hidden = true
  list.after(elsewhere)
  let whole = null

  form.hidden = false
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('input', () => { look().catch(() => here()) })
  // What a browser keeps of the form when it comes back to the page.
  if (find.value || language?.value || (order && order.value !== 'list')) look().catch(() => here())

  async function look() {
    if (!form.dataset.index) return here()
    const words = asked()
    if (words.length === 0) return through([], false)
    whole ??= (await (await fetch(form.dataset.index)).json()).map(row => ({ row, text: plain(row[4]) }))
    through(whole.filter(({ text }) => words.every(word => text.includes(word))), true)
  }

  /** Shows those of the books of the page that are asked for. */
  function here() {
    const words = asked()
    const tongue = language?.value ?? ''
    let count = 0
    for (const { card, text } of cards) {
      card.hidden = !words.every(word => text.includes(word)) || (tongue !== '' && card.dataset.language !== tongue)
      if (!card.hidden) count += 1
    }
    arrange()
    tell(count, words.length > 0 || tongue !== '')
  }

  function arrange() {
    const wanted = order?.value ?? 'list'
    if (list.dataset.order === wanted || (wanted === 'list' && !list.dataset.order)) return
    const turn = { list: () => 0, new: (a, b) => compare(b.date, a.date), old: (a, b) => compare(a.date, b.date) }[wanted]
    list.append(...[...cards].sort((a, b) => turn(a, b) || a.place - b.place).map(({ card }) => card))
    list.dataset.order = wanted
  }

  /** Shows what was found in a list that stands on several pages: a hundred at most. */
  function through(found, searched) {
    for (const part of document.querySelectorAll('ul.cards, nav.turns, #count')) part.hidden = searched
    elsewhere.hidden = !searched
    elsewhere.replaceChildren(...found.slice(0, 100).map(({ row: [slug, title, by, year] }) => {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = new URL(`books/${slug}.html`, new URL(form.dataset.index, location.href)).href
      link.textContent = title
      link.dir = 'auto'
      item.append(link, by ? ` ${by}, ${year}` : ` ${year}`)
      return item
    }))
    tell(found.length, searched)
  }

  function tell(count, searched) {
    const { found, one, none } = form.dataset
    told.textContent = searched ? (count === 0 ? none : count === 1 ? one : found.replace('{}', count)) : ''
  }

  function asked() {
    return plain(find.value).split(/\s+/).filter(word => word !== '')
  }
}

/** Small letters without accents. */
function plain(text) {
  return (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
