// Requests from the page to the server.

async function post(name, body) {
  const r = await fetch('/page/' + name, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Footnote-Page': '1' },
    body: JSON.stringify(body),
  })
  const answer = await r.json().catch(() => ({}))
  if (!r.ok) throw new Error(answer && answer.error || 'The request failed.')
  return answer
}

export const use = (seat, name, options) => post('use', { seat, name, options })
export const menu = (seat, name, message) => post('menu', { seat, name, message })
export const press = (seat, message, custom_id, values) => post('press', { seat, message, custom_id, values })
export const submit = (seat, form, texts, files) => post('submit', { seat, form, texts, files })
export const write = (seat, text, uploads, reply_to) => post('write', { seat, text, uploads, reply_to })
export const forward = (seat, message) => post('write', { seat, forward: message })
export const dismiss = (seat, message) => post('dismiss', { seat, message })
export const type = (seat, name, options) => post('type', { seat, name, options })

export async function state(person) {
  const r = await fetch('/page/state?person=' + encodeURIComponent(person))
  return r.json()
}

export async function upload(file) {
  const r = await fetch('/page/upload?name=' + encodeURIComponent(file.name), {
    method: 'POST',
    headers: { 'Content-Type': file.type || 'application/octet-stream', 'X-Footnote-Page': '1' },
    body: file,
  })
  if (!r.ok) throw new Error(await r.text())
  return r.json()
}

// events calls load once events are received, then on for every event, until
// stop is called. Events that come during load are held back until it ends, so
// that none is overwritten. It reconnects after the server was down, and loads
// again. loaded resolves after the first load.
export function events(person, on, load) {
  const source = new EventSource('/page/events?person=' + encodeURIComponent(person))
  let held = []
  let stopped = false
  source.onmessage = e => held ? held.push(JSON.parse(e.data)) : on(JSON.parse(e.data))
  source.onerror = () => on({ kind: 'bot', ready: false })
  const loaded = new Promise(resolve => {
    source.onopen = async () => {
      const mine = held = []
      try {
        await load()
      } finally {
        if (held === mine) { // else it was opened again
          held = null
          if (!stopped) mine.forEach(on)
        }
        resolve()
      }
    }
  })
  return { loaded, stop: () => { stopped = true; source.close() } }
}
