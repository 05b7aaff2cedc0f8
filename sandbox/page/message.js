// A message of the channel, with its components.

import { el, link } from './dom.js'
import { markdown } from './markdown.js'

const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' }

// render returns the element of a message. on has its actions: press, dismiss,
// menu.
export function render(m, world, on) {
  const person = world.people.find(p => p.id === m.author)
  const name = person ? person.name : world.bot.name
  const at = new Date(m.at)
  const body = el('div', { class: 'body' })
  if (m.reply_to) body.append(above(m, world))
  if (m.used_by) {
    const user = world.people.find(p => p.id === m.used_by)
    body.append(el('p', { class: 'used' }, el('b', {}, user ? user.name : 'Someone'), ' used ', el('span', { class: 'mention' }, m.command)))
  }
  body.append(el('p', { class: 'who' },
    el('b', { class: person ? 'name' : 'name app' }, name), person ? '' : el('span', { class: 'badge' }, 'APP'),
    el('time', { datetime: at.toISOString(), title: at.toLocaleString() }, at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })),
    m.edited ? el('span', { class: 'edited' }, '(edited)') : ''))
  if (m.failed) body.append(el('p', { class: 'failed' }, 'The application did not respond'))
  else if (m.thinking) body.append(el('p', { class: 'thinking' }, el('span', { class: 'dots', 'aria-hidden': 'true' }), name + ' is thinking…'))
  body.append(...folded(m, content(m, world, on)))
  if (m.forwarded) {
    body.append(el('div', { class: 'forwarded' }, el('p', { class: 'small' }, '↪ Forwarded'), ...content(m.forwarded, world, null)))
  }
  if (m.for) {
    body.append(el('p', { class: 'only' }, 'Only you can see this • ',
      el('button', { type: 'button', class: 'plain', onclick: () => on.dismiss(m) }, 'Dismiss message')))
  }
  const item = el('li', { id: 'm' + m.id, class: m.for ? 'message private' : 'message' },
    el('span', { class: person ? 'avatar' : 'avatar app', 'aria-hidden': 'true' }, name[0]), body)
  if (!m.thinking && !m.failed) {
    item.append(el('button', { type: 'button', class: 'icon more', 'aria-label': 'Message menu', 'aria-haspopup': 'menu', onclick: e => on.menu(m, e.currentTarget) }, '⋯'))
    item.addEventListener('contextmenu', e => {
      if (e.target.closest('a, input, select')) return
      e.preventDefault()
      on.menu(m, item.querySelector('.more'))
    })
  }
  return item
}

// content returns the elements of what a message says. Without on its buttons
// can't be pressed.
function content(m, world, on) {
  const parts = []
  if (m.content) parts.push(el('div', { class: 'text' }, ...markdown(m.content, world.context)))
  for (const c of m.components || []) parts.push(component(c, m, world, on))
  for (const e of m.embeds || []) {
    parts.push(el('div', { class: 'container' }, e.title ? el('b', {}, e.url ? link(e.url, e.title) : e.title) : '',
      e.description ? el('div', { class: 'text' }, ...markdown(e.description, world.context)) : ''))
  }
  const shown = JSON.stringify(m.components || [])
  for (const a of m.attachments || []) {
    if (!shown.includes('attachment://' + a.filename)) parts.push(attachment(a))
  }
  return parts
}

// folded hides the parts of a folded message below its first line.
function folded(m, parts) {
  if (!m.folded || m.thinking) return parts
  return [el('details', { class: 'folded' }, el('summary', {}, firstLine(m) || 'A receipt'), ...parts)]
}

// firstLine returns the first line of a message as plain text.
export function firstLine(m) {
  const walk = list => {
    for (const c of list || []) {
      const text = c.content || walk(c.components)
      if (text) return text
    }
    return ''
  }
  const line = (m.content || walk(m.components)).split('\n')[0]
  return line.replace(/^(#{1,3}|-#|>) /, '').replace(/\\([^0-9A-Za-z\s])|\*\*/g, '$1').slice(0, 120)
}

// above shows which message is replied to.
function above(m, world) {
  const to = (world.messages[m.channel_id] || []).find(o => o.id === m.reply_to)
  return el('p', { class: 'used' }, '↰ ', to ? el('b', {}, world.context.person(to.author)) : '', ' ', to ? firstLine(to) : 'a message that is gone')
}

function attachment(a) {
  return el('p', { class: 'file' }, link(a.url, a.filename), ' ', el('span', { class: 'edited' }, size(a.size)))
}

// picture shows a picture of the message, from this page's own address, with its
// alternative text.
function picture(item, m) {
  const name = String(item.media && item.media.url).replace('attachment://', '')
  const a = (m.attachments || []).find(a => a.filename === name)
  return a ? el('img', { class: 'picture', src: new URL(a.url).pathname, alt: item.description || '', onload: seen }) : el('span')
}

// seen scrolls to a picture that has loaded, if it is in the last message.
function seen(e) {
  if (e.target.closest('#messages > li:last-child')) e.target.scrollIntoView({ block: 'nearest' })
}

function size(n) {
  return n < 1024 ? n + ' B' : n < 1 << 20 ? (n / 1024).toFixed(1) + ' kB' : (n / (1 << 20)).toFixed(1) + ' MB'
}

function component(c, m, world, on) {
  const inside = () => (c.components || []).map(e => component(e, m, world, on))
  switch (c.type) {
    case 1: return el('div', { class: 'row' }, ...inside())
    case 2: return button(c, m, on)
    case 3: case 5: case 6: case 7: case 8: return select(c, m, world, on)
    case 9: return el('div', { class: 'section' }, el('div', {}, ...inside()), c.accessory ? component(c.accessory, m, world, on) : '')
    case 10: return el('div', { class: 'text' }, ...markdown(c.content, world.context))
    case 13: {
      const name = String(c.file && c.file.url).replace('attachment://', '')
      const a = (m.attachments || []).find(a => a.filename === name)
      return a ? attachment(a) : el('span')
    }
    case 12: return el('div', {}, ...(c.items || []).map(i => picture(i, m)))
    case 14: return c.divider === false ? el('div', { class: 'gap' }) : el('hr')
    case 17: {
      const box = el('div', { class: 'container' }, ...inside())
      if (Number.isInteger(c.accent_color)) box.style.borderLeftColor = '#' + c.accent_color.toString(16).padStart(6, '0')
      return box
    }
  }
  return el('p', { class: 'failed' }, 'A component of type ' + c.type)
}

function button(c, m, on) {
  if (c.style === 5) {
    const a = link(c.url, c.label || c.url, ' ↗')
    a.classList.add('button', 'secondary')
    return a
  }
  return el('button', {
    type: 'button', class: 'button ' + (styles[c.style] || 'secondary'), disabled: c.disabled || !on, 'data-id': c.custom_id,
    onclick: e => on.press(m, c.custom_id, undefined, e.currentTarget),
  }, c.label || '')
}

// select uses the browser's own element, so that it works on every phone and
// with every screen reader.
function select(c, m, world, on) {
  const options = c.type === 3 ? c.options
    : c.type === 6 ? world.guild.roles.map(r => ({ label: '@' + r.name, value: r.id }))
    : c.type === 8 ? world.guild.channels.filter(r => !c.channel_types || c.channel_types.includes(r.type)).map(r => ({ label: '#' + r.name, value: r.id }))
    : world.people.map(p => ({ label: p.name, value: p.id }))
  const picked = new Set((c.default_values || []).map(d => d.id))
  const many = (c.max_values || 1) > 1
  const label = c.placeholder || 'Make a selection'
  if (many) {
    const boxes = options.map(o => el('label', { class: 'check' },
      el('input', { type: 'checkbox', value: o.value, checked: o.default || picked.has(o.value) }), ' ', o.label))
    const group = el('details', { class: 'many' }, el('summary', {}, label), ...boxes)
    group.append(el('button', {
      type: 'button', class: 'button primary', onclick: e => {
        const values = [...group.querySelectorAll('input:checked')].map(i => i.value)
        on.press(m, c.custom_id, values, e.currentTarget)
      },
    }, 'Choose'))
    return group
  }
  const chosen = options.find(o => o.default || picked.has(o.value))
  const pick = el('select', { 'aria-label': label, disabled: !on, 'data-id': c.custom_id },
    el('option', { value: '', disabled: c.min_values !== 0, selected: !chosen }, label),
    ...options.map(o => el('option', { value: o.value, selected: o === chosen }, o.label)))
  pick.addEventListener('change', () => on.press(m, c.custom_id, pick.value ? [pick.value] : [], pick))
  return pick
}
