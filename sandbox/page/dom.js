// Elements are created here, and text is always set as text, so that text of an
// article is never taken for markup.

export function el(tag, attributes = {}, ...children) {
  const e = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value)
    else if (name === 'class') e.className = value
    else if (name === 'value') e.value = value
    else e.setAttribute(name, value === true ? '' : value)
  }
  e.append(...children.filter(c => c !== undefined && c !== null && c !== ''))
  return e
}

// link opens an address in a new tab. Only web addresses are opened.
export function link(address, ...children) {
  let url
  try { url = new URL(address) } catch { return el('span', {}, ...children) }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return el('span', {}, ...children)
  return el('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer', title: url.href }, ...children)
}
