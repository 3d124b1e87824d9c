// usage: pages.js DIR: html-validate and axe-core (headless Chromium, wide and at 400 % zoom: 320 px) over every .html
// below DIR; and with the keyboard alone through the pages of the small sample.
const fs = require('fs')
const os = require('os')
const path = require('path')
const { HtmlValidate } = require('html-validate')
const puppeteer = require('puppeteer-core')

const pages = []
const walk = (dir) => {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const full = path.join(dir, entry.name)
    if (entry.isDirectory()) { walk(full) } else if (entry.name.endsWith('.html')) { pages.push(full) }
  }
}

async function axe (page, file, width) {
  await page.setViewport({ width, height: 900 })
  await page.goto('file://' + file)
  await page.addScriptTag({ path: require.resolve('axe-core') })
  const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const faults = found.violations.map(v => `${v.id}: ${v.help} (${v.nodes.length}×) ${v.nodes[0].html.slice(0, 120)}`)
  if (wide > 1) { faults.push(`the page is ${wide} px wider than a screen of ${width} px`) }
  return faults
}

// Words in a drawing stay inside it and do not lie over each other, whatever font the machine has.
async function drawings (page, file) {
  await page.setViewport({ width: 1280, height: 900 })
  await page.goto('file://' + file)
  return page.evaluate(() => {
    document.querySelectorAll('details').forEach(e => { e.open = true })
    const faults = []
    for (const svg of document.querySelectorAll('svg')) {
      const frame = svg.getBoundingClientRect()
      const words = [...svg.querySelectorAll('text')].map(e => ({ text: e.textContent.trim(), box: e.getBoundingClientRect() })).filter(w => w.box.width > 0)
      for (const [i, one] of words.entries()) {
        const over = Math.max(frame.left - one.box.left, one.box.right - frame.right, frame.top - one.box.top, one.box.bottom - frame.bottom)
        if (over > 1) { faults.push(`drawing ${svg.querySelector('title')?.id}: "${one.text}" sticks out by ${over.toFixed(0)} px`) }
        for (const other of words.slice(i + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
          if (across > 2 && down > 0.4 * Math.min(one.box.height, other.box.height)) {
            faults.push(`drawing ${svg.querySelector('title')?.id}: "${one.text}" lies over "${other.text}"`)
          }
        }
      }
    }
    return faults
  })
}

// Tab by tab: the skip link comes first, everything that can be used is reached, in the order of the page, with a mark
// that can be seen, and the focus comes out again at the end.
async function keys (page, file) {
  const faults = []
  await page.setViewport({ width: 1280, height: 900 })
  await page.goto('file://' + file)
  const wanted = await page.evaluate(() => {
    window.all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility())
    return window.all.length
  })
  const reached = new Set()
  let last = -1
  for (let i = 0; i < wanted + 1; i++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(() => {
      const e = document.activeElement
      const style = getComputedStyle(e)
      return { at: window.all.indexOf(e), seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, html: e.outerHTML.slice(0, 90) }
    })
    if (now.at < 0) { break } // out of the page
    if (now.at < last && now.at !== 0) { faults.push(`the keyboard goes back to ${now.html}`) }
    if (!now.seen) { faults.push(`focus cannot be seen on ${now.html}`) }
    if (i === 0 && !now.html.includes('class="skip"')) { faults.push(`the first stop is not the skip link but ${now.html}`) }
    last = now.at
    reached.add(now.at)
  }
  if (wanted > 0 && reached.size < wanted) { faults.push(`the keyboard reaches ${reached.size} of ${wanted} stops`) }
  const opened = await page.evaluate(() => document.querySelector('summary') !== null)
  if (opened) {
    await page.focus('summary')
    await page.keyboard.press('Enter')
    if (!await page.evaluate(() => document.querySelector('details').open)) { faults.push('Enter does not open what is folded') }
  }
  return faults
}

async function main () {
  walk(path.resolve(process.argv[2]))
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'no-inline-style': 'off', 'long-title': 'off' } })
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    userDataDir: fs.mkdtempSync(path.join(os.tmpdir(), 'kansmeter-chromium-')),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync']
  })
  const page = await browser.newPage()
  await page.setBypassCSP(true)
  let faults = 0
  for (const file of pages) {
    const report = await validator.validateFile(file)
    const found = report.results.flatMap(r => r.messages.map(m => `line ${m.line}: ${m.ruleId}: ${m.message}`))
    for (const width of [1280, 320]) { found.push(...await axe(page, file, width)) }
    found.push(...await drawings(page, file))
    if (/\/(klein|kaart-1)\//.test(file)) { found.push(...await keys(page, file)) }
    found.slice(0, 20).forEach(text => console.log(`${path.basename(path.dirname(file))}/${path.basename(file)}: ${text}`))
    faults += found.length
  }
  await browser.close()
  console.log(`${pages.length} pages, ${faults} faults`)
  if (faults > 0 || pages.length === 0) { process.exit(1) }
}

main().catch(error => { console.log(error.stack); process.exit(1) })
