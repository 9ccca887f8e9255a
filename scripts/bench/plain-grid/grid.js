/*
 * The anchor: what a browser needs at the very least to show so many cards. Nodes that leave the window are written anew for those that enter it;
 * a picture, a line of text, no framework. `?pictures=late` loads no picture while it is scrolled.
 */
const [WIDTH, HEIGHT, GAP, AHEAD] = [220, 190, 12, 2]
// Browsers cut elements off at about 33 million pixels; the anchor goes only as far.
const MOST_PIXELS = 30_000_000
const isLate = new URLSearchParams(location.search).get('pictures') === 'late'
const scroller = document.querySelector('main')
const runway = document.querySelector('#runway')
const nodes = new Map()
const free = []
let cards = []
let columns = 1
let timer

function makeNode() {
  const node = document.createElement('article')
  node.append(document.createElement('img'), document.createElement('p'))
  node.firstChild.decoding = 'async'
  runway.append(node)
  return node
}

function show(index) {
  const node = free.pop() ?? makeNode()
  const [id, text] = cards[index]
  const row = Math.floor(index / columns)
  node.style.transform = `translate(${(index % columns) * (WIDTH + GAP)}px, ${row * (HEIGHT + GAP)}px)`
  node.lastChild.textContent = text
  node.dataset.id = id
  if (isLate) node.firstChild.removeAttribute('src')
  else load(node)
  nodes.set(index, node)
}

function load(node) {
  const address = `/api/media/${node.dataset.id}/preview`
  if (node.firstChild.getAttribute('src') !== address) node.firstChild.src = address
}

function draw() {
  const first = Math.max(0, Math.floor(scroller.scrollTop / (HEIGHT + GAP)) - AHEAD) * columns
  const rows = Math.ceil(scroller.clientHeight / (HEIGHT + GAP)) + 2 * AHEAD
  const last = Math.min(cards.length, first + rows * columns)
  for (const [index, node] of nodes)
    if (index < first || index >= last) {
      nodes.delete(index)
      free.push(node)
    }
  for (let index = first; index < last; index += 1) if (!nodes.has(index)) show(index)
  clearTimeout(timer)
  if (isLate) timer = setTimeout(() => nodes.forEach(load), 120)
}

async function start() {
  cards = await (await fetch(`cards.json${location.search}`)).json()
  columns = Math.floor((scroller.clientWidth + GAP) / (WIDTH + GAP))
  document.styleSheets[0].insertRule(`article { width: ${WIDTH}px; height: ${HEIGHT}px }`)
  const height = Math.ceil(cards.length / columns) * (HEIGHT + GAP)
  runway.style.height = `${Math.min(height, MOST_PIXELS)}px`
  scroller.addEventListener('scroll', draw, { passive: true })
  draw()
  document.documentElement.dataset.ready = 'true'
}

start()
