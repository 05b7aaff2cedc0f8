// Forms that the bot opens.

import { el } from './dom.js'
import * as api from './api.js'

// open shows a form, and calls done with its texts and the ids of its files, once.
// closed is called when it is no longer shown.
export function open(dialog, form, done, closed) {
  const inputs = []
  const leave = () => { dialog.close(); closed() }
  const fields = (form.components || []).map((part, i) => {
    const c = part.component || {}
    const id = 'field' + i
    const required = c.required !== false
    let input
    if (c.type === 19) {
      input = el('input', { id, type: 'file', required })
    } else if (c.style === 2) {
      input = el('textarea', { id, rows: 6, maxlength: c.max_length || 4000, required, placeholder: c.placeholder, value: c.value || '' })
    } else {
      input = el('input', { id, type: 'text', maxlength: c.max_length || 4000, required, placeholder: c.placeholder, value: c.value || '' })
    }
    if (part.description) input.setAttribute('aria-describedby', id + 'd')
    inputs.push([c, input])
    return el('div', { class: 'field' },
      el('label', { for: id }, part.label || '', required ? el('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : ''),
      part.description ? el('p', { id: id + 'd', class: 'small' }, part.description) : '', input)
  })
  const trouble = el('p', { class: 'failed', role: 'alert' })
  const body = el('form', { method: 'dialog' },
    el('h2', { id: 'form-title' }, form.title), ...fields, trouble,
    el('div', { class: 'row end' },
      el('button', { type: 'button', class: 'button plain', onclick: leave }, 'Cancel'),
      el('button', { type: 'submit', class: 'button primary' }, 'Submit')))
  body.addEventListener('submit', async e => {
    e.preventDefault()
    const texts = {}, files = {}
    const send = body.querySelector('[type=submit]')
    if (send.disabled) return
    send.disabled = true
    try {
      for (const [c, input] of inputs) {
        if (c.type !== 19) { texts[c.custom_id] = input.value; continue }
        files[c.custom_id] = []
        for (const f of input.files) files[c.custom_id].push((await api.upload(f)).id)
      }
      leave()
      await done(texts, files)
    } catch (error) {
      send.disabled = false
      if (!dialog.open) dialog.showModal()
      trouble.textContent = error.message
    }
  })
  dialog.oncancel = e => { e.preventDefault(); leave() }
  dialog.replaceChildren(body)
  dialog.showModal()
}
