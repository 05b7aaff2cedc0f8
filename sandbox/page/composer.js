// The composer: people type messages here, and commands with their options.

import { el } from './dom.js'
import * as api from './api.js'

const STRING = 3, INTEGER = 4, FILE = 11, SUB = 1, GROUP = 2

// flat lists the commands that can be typed, subcommands by both names.
function flat(commands) {
  const list = []
  const walk = (path, c, options) => {
    const subs = (options || []).filter(o => o.type === SUB || o.type === GROUP)
    if (subs.length === 0) list.push({ path, name: path.map(p => p.name).join(' '), description: c.description, options: options || [] })
    for (const s of subs) walk([...path, s], s, s.options)
  }
  for (const c of commands) if (c.type === 1 || c.type === undefined) walk([c], c, c.options)
  return list
}

export class Composer {
  constructor(form, world, on) {
    this.form = form
    this.world = world // commands(), seat()
    this.on = on // trouble, sent
    this.input = form.querySelector('#message')
    this.fields = form.querySelector('#fields')
    this.offers = form.querySelector('#offers')
    this.hint = form.querySelector('#hint')
    this.command = null
    this.choices = []
    this.active = -1
    this.asked = 0
    this.uploads = []
    this.above = null // the message that is replied to
    this.input.addEventListener('input', () => this.typed())
    form.addEventListener('keydown', e => this.key(e))
    form.addEventListener('keyup', () => { this.took = false })
    form.addEventListener('submit', e => { e.preventDefault(); if (!this.took) this.send() })
    form.querySelector('#file').addEventListener('change', e => this.attach(e.target))
  }

  // typed offers commands for the typed text, or starts one that is named.
  typed() {
    const text = this.input.value
    if (!text.startsWith('/')) return this.offer([])
    const commands = flat(this.world.commands())
    const named = commands.find(c => text.startsWith('/' + c.name + ' '))
    if (named) return this.begin(named, text.slice(named.name.length + 2))
    const word = text.slice(1).toLowerCase()
    this.offer(commands.filter(c => c.name.startsWith(word) || c.name.split(' ').some(p => p.startsWith(word))).map(c => ({
      label: '/' + c.name, detail: c.description, take: () => this.begin(c, ''),
    })))
  }

  // begin replaces the message with a command, with a field for each of its
  // options.
  begin(command, rest) {
    this.command = command
    this.input.hidden = true
    this.input.value = ''
    this.offer([])
    this.fields.replaceChildren(el('span', { class: 'command' }, '/' + command.name))
    for (const o of command.options) this.fields.append(this.field(o))
    const first = this.fields.querySelector('input, select')
    this.form.classList.add('commanding')
    if (!first && !rest) return this.send() // nothing to fill in
    if (first) {
      if (rest && first.type !== 'file') first.value = rest
      first.focus()
      if (first.tagName === 'INPUT' && first.type === 'text') this.complete(first)
    } else {
      this.form.querySelector('#send').focus()
    }
    this.hint.textContent = command.description
  }

  field(o) {
    let input
    if (o.choices && o.choices.length) {
      input = el('select', {}, el('option', { value: '' }, ''), ...o.choices.map(c => el('option', { value: c.value }, c.name)))
    } else if (o.type === FILE) {
      input = el('input', { type: 'file' })
    } else {
      input = el('input', { type: 'text', inputmode: o.type === INTEGER ? 'numeric' : undefined, maxlength: o.max_length, role: o.autocomplete ? 'combobox' : undefined,
        'aria-expanded': o.autocomplete ? 'false' : undefined, 'aria-controls': o.autocomplete ? 'offers' : undefined, size: 12 })
      input.addEventListener('input', () => { delete input.dataset.value; this.complete(input) })
      input.addEventListener('focus', () => this.complete(input))
    }
    input.dataset.name = o.name
    input.option = o
    input.required = Boolean(o.required)
    input.setAttribute('aria-label', o.name + ': ' + o.description)
    input.addEventListener('focus', () => { this.hint.textContent = o.name + ': ' + o.description })
    return el('label', { class: o.required ? 'option required' : 'option', title: o.description }, el('span', {}, o.name), input)
  }

  // complete asks the bot for values of an option while it is typed.
  async complete(input) {
    this.offer([])
    if (!input.option.autocomplete) return
    const mine = ++this.asked
    await new Promise(r => setTimeout(r, 80))
    if (mine !== this.asked || !this.command) return
    try {
      const choices = await api.type(this.world.seat(), this.command.path[0].name, this.options(input))
      if (mine !== this.asked || document.activeElement !== input) return
      this.offer((choices || []).map(c => ({
        label: c.name, take: () => { input.value = c.name; input.dataset.value = c.value; this.asked++; this.offer([]); input.focus() },
      })), input)
    } catch { /* nothing to offer */ }
  }

  // options returns the filled-in options as Discord sends them.
  options(focused) {
    let options = []
    for (const input of this.fields.querySelectorAll('input, select')) {
      const o = input.option
      const value = input.dataset.value || input.value.trim()
      if (input.type === 'file' ? !input.upload : !value && input !== focused) continue
      options.push({
        name: o.name, type: o.type || STRING, focused: input === focused || undefined,
        value: input.type === 'file' ? input.upload : o.type === INTEGER && /^-?\d+$/.test(value) ? Number(value) : value,
      })
    }
    for (const s of this.command.path.slice(1).reverse()) options = [{ name: s.name, type: s.type, options }]
    return options
  }

  offer(choices, input = this.input) {
    this.choices = choices
    this.active = choices.length ? 0 : -1
    this.target = input
    this.offers.hidden = choices.length === 0
    this.offers.replaceChildren(...choices.map((c, i) => el('li', {
      id: 'offer' + i, role: 'option', 'aria-selected': String(i === 0),
      onmousedown: e => { e.preventDefault(); c.take() },
    }, el('b', {}, c.label), c.detail ? el('span', {}, c.detail) : '')))
    input.setAttribute('aria-expanded', String(choices.length > 0))
    this.mark()
  }

  mark() {
    for (const [i, li] of [...this.offers.children].entries()) {
      li.setAttribute('aria-selected', String(i === this.active))
      if (i === this.active) li.scrollIntoView({ block: 'nearest' })
    }
    if (this.active >= 0) this.target.setAttribute('aria-activedescendant', 'offer' + this.active)
    else this.target.removeAttribute('aria-activedescendant')
  }

  key(e) {
    if (e.isComposing) return
    const n = this.choices.length
    if (n && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault()
      this.active = (this.active + (e.key === 'ArrowDown' ? 1 : n - 1)) % n
      this.mark()
    } else if (n && (e.key === 'Tab' || e.key === 'Enter')) {
      e.preventDefault()
      this.took = true // until the key is up, so that Enter does not also send
      this.choices[this.active].take()
    } else if (e.key === 'Escape') {
      e.preventDefault()
      n ? this.offer([]) : this.above ? this.replyTo(null) : this.reset()
    } else if (e.key === 'Backspace' && this.command && e.target.value === '' && e.target.type !== 'file') {
      e.preventDefault()
      this.reset('/')
    }
  }

  async attach(input) {
    if (!input.files.length) return
    try {
      const a = await api.upload(input.files[0])
      this.uploads.push(a.id)
      this.hint.textContent = a.filename + ' goes with the message'
    } catch (error) {
      this.on.trouble(error.message)
    }
    input.value = ''
  }

  async send() {
    if (!this.command && this.choices.length) return this.choices[this.active].take()
    try {
      if (!this.command) {
        const text = this.input.value.trim()
        if (!text && !this.uploads.length) return
        if (text.startsWith('/')) throw new Error('There is no command ' + text.split(' ')[0] + ' for you. Type / to see the commands.')
        this.input.value = ''
        const above = this.above
        this.replyTo(null)
        await api.write(this.world.seat(), text, this.uploads, above ? above.id : '')
        this.uploads = []
        return
      }
      for (const input of this.fields.querySelectorAll('input, select')) {
        if (input.type === 'file' && input.files.length) input.upload = (await api.upload(input.files[0])).id
        if (input.required && !input.value.trim()) {
          input.focus()
          this.hint.textContent = input.option.name + ' is needed: ' + input.option.description
          return
        }
      }
      const name = this.command.path[0].name, options = this.options()
      this.reset()
      await api.use(this.world.seat(), name, options)
    } catch (error) {
      this.on.trouble(error.message)
    }
  }

  // replyTo makes the next message a reply to m, or to none for null. said shows
  // which one it is.
  replyTo(m, said) {
    this.above = m
    const bar = this.form.querySelector('#above')
    bar.hidden = !m
    this.hint.textContent = ''
    if (!m) return bar.replaceChildren()
    bar.replaceChildren(el('span', {}, 'Replying to ' + said),
      el('button', { type: 'button', class: 'icon', 'aria-label': 'Do not reply', onclick: () => { this.replyTo(null); this.input.focus() } }, '×'))
    if (this.command) this.reset()
    this.input.focus()
  }

  // run uses a command that is written with its options, such as /who name:Ann.
  async run(line) {
    const c = flat(this.world.commands()).find(c => line.startsWith('/' + c.name + ' '))
    if (!c) return
    const [, name, value] = /^(\w+):(.*)$/.exec(line.slice(c.name.length + 2))
    try {
      await api.use(this.world.seat(), c.path[0].name, [{ name, type: STRING, value }])
      this.input.focus()
    } catch (error) {
      this.on.trouble(error.message)
    }
  }

  // reset leaves the command and starts with a text.
  reset(text = '') {
    this.command = null
    this.asked++
    this.fields.replaceChildren()
    this.input.hidden = false
    this.input.value = text
    this.hint.textContent = ''
    this.form.classList.remove('commanding')
    this.offer([])
    this.input.focus()
    if (text) this.typed()
  }

  // start starts a command by its name, such as after a click on its mention.
  start(name) {
    const c = flat(this.world.commands()).find(c => c.name === name)
    if (c) this.begin(c, '')
  }
}
