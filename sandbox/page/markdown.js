// Converts Discord's markdown to elements. Unknown markup stays as written.

import { el, link } from './dom.js'

// inline markup: the first match wins; the groups are the content.
const inline = [
  [/^\\([!-/:-@[-`{-~])/, (m, c) => [m[1]]],
  [/^``(.+?)``/s, m => [el('code', {}, m[1])]],
  [/^`([^`\n]+)`/, m => [el('code', {}, m[1])]],
  [/^\*\*\*(?=\S)(.+?)\*\*\*/s, (m, c) => [el('strong', {}, el('em', {}, ...parse(m[1], c)))]],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/s, (m, c) => [el('strong', {}, ...parse(m[1], c))]],
  [/^__((?:\\.|[^\\])+?)__(?!_)/s, (m, c) => [el('u', {}, ...parse(m[1], c))]],
  [/^\*(?=\S)((?:\\.|[^\\*])+?)\*(?!\*)/s, (m, c) => [el('em', {}, ...parse(m[1], c))]],
  [/^_(?=\S)((?:\\.|[^\\_])+?)_(?!\w)/s, (m, c) => [el('em', {}, ...parse(m[1], c))]],
  [/^~~((?:\\.|[^\\])+?)~~/s, (m, c) => [el('s', {}, ...parse(m[1], c))]],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/s, (m, c) => [spoiler(parse(m[1], c))]],
  [/^\[((?:\\.|[^\\\]])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (m, c) => [link(m[2], ...parse(m[1], c))]],
  [/^<\/([\w -]+):(\d+)>/, (m, c) => [el('button', { type: 'button', class: 'mention', onclick: () => c.command(m[1]) }, '/' + m[1])]],
  [/^<@&(\d+)>/, (m, c) => [el('span', { class: 'mention' }, '@' + c.role(m[1]))]],
  [/^<@!?(\d+)>/, (m, c) => [el('span', { class: 'mention' }, '@' + c.person(m[1]))]],
  [/^<#(\d+)>/, (m, c) => [el('span', { class: 'mention' }, '#' + c.channel(m[1]))]],
  [/^<t:(-?\d+)(?::\w)?>/, m => [el('time', {}, new Date(m[1] * 1000).toLocaleDateString())]],
  [/^<(https?:\/\/[^\s>]+)>/, m => [link(m[1], m[1])]],
  [/^https?:\/\/[^\s<>]+[^\s<>.,:;!?)\]'"”’]/, m => [link(m[0], m[0])]],
]

function spoiler(children) {
  const e = el('button', { type: 'button', class: 'spoiler', 'aria-label': 'Spoiler, press to read' }, el('span', {}, ...children))
  e.addEventListener('click', () => { e.classList.add('open'); e.removeAttribute('aria-label') })
  return e
}

function parse(text, context) {
  const out = []
  let plain = ''
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i)
    let matched = false
    if (/^[\\`*_~|[<h]/.test(rest)) {
      for (const [pattern, make] of inline) {
        const m = pattern.exec(rest)
        if (!m) continue
        if (plain) out.push(plain)
        plain = ''
        out.push(...make(m, context))
        i += m[0].length
        matched = true
        break
      }
    }
    if (!matched) plain += text[i++]
  }
  if (plain) out.push(plain)
  return out
}

// markdown returns the elements of a text. context names people, roles and
// channels by their ids, and opens a command.
export function markdown(text, context) {
  const out = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    let m
    if (line.startsWith('```')) {
      const code = []
      for (i++; i < lines.length && !lines[i].startsWith('```'); i++) code.push(lines[i])
      out.push(el('pre', {}, el('code', {}, code.join('\n'))))
    } else if (/^>>> /.test(line)) {
      out.push(el('blockquote', {}, ...markdown([line.slice(4), ...lines.slice(i + 1)].join('\n'), context)))
      break
    } else if (/^> ?/.test(line)) {
      const quoted = []
      for (; i < lines.length && /^> ?/.test(lines[i]); i++) quoted.push(lines[i].replace(/^> ?/, ''))
      i--
      out.push(el('blockquote', {}, ...markdown(quoted.join('\n'), context)))
    } else if ((m = /^(#{1,3}) (.+)/.exec(line))) {
      out.push(el('h2', { class: 'head' + m[1].length }, ...parse(m[2], context)))
    } else if ((m = /^-# (.+)/.exec(line))) {
      out.push(el('p', { class: 'small' }, ...parse(m[1], context)))
    } else if ((m = /^( *)[-*] (.+)/.exec(line))) {
      out.push(el('p', { class: m[1] ? 'item deep' : 'item' }, '• ', ...parse(m[2], context)))
    } else {
      out.push(el('p', {}, ...parse(line, context)))
    }
  }
  return out
}
