// usage: pages.js DIR: html-validate and axe-core (headless Chromium, wide and narrow) over every .html below DIR.
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
    found.slice(0, 20).forEach(text => console.log(`${path.basename(path.dirname(file))}/${path.basename(file)}: ${text}`))
    faults += found.length
  }
  await browser.close()
  console.log(`${pages.length} pages, ${faults} faults`)
  if (faults > 0 || pages.length === 0) { process.exit(1) }
}

main().catch(error => { console.log(error.stack); process.exit(1) })
