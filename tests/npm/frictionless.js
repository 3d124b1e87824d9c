// usage: frictionless.js SCHEMAS DATASET: every SCHEMAS/x.json is a valid Table Schema and x.csv passes it; every row of
// DATASET/kansmeter.csv passes the schema in its datapackage.json.
const fs = require('fs')
const path = require('path')
const { Schema, Table } = require('tableschema')

let faults = 0
const fault = (text) => { console.log(text); faults++ }

async function checkTable (file, descriptor, options) {
  const table = await Table.load(file, { schema: descriptor, ...options })
  const rows = await table.read({ cast: true, forceCast: true })
  for (const row of rows) {
    if (row instanceof Error) { fault(`${path.basename(file)}: ${row.message} ${(row.errors || []).map(e => e.message)}`) }
  }
  return rows.length
}

async function main () {
  const [schemas, dataset] = process.argv.slice(2)
  for (const name of fs.readdirSync(schemas).filter(n => n.endsWith('.json'))) {
    const descriptor = JSON.parse(fs.readFileSync(path.join(schemas, name)))
    const schema = await Schema.load(descriptor)
    if (!schema.valid) { schema.errors.forEach(e => fault(`${name}: ${e.message}`)) }
    const rows = await checkTable(path.join(schemas, name.replace('.json', '.csv')), descriptor, { delimiter: ';' })
    if (rows < 1) { fault(`${name}: the template has no example row`) }
  }
  const datapackage = JSON.parse(fs.readFileSync(path.join(dataset, 'datapackage.json')))
  for (const resource of datapackage.resources) {
    const rows = await checkTable(path.join(dataset, resource.path), resource.schema, {})
    console.log(`${resource.path}: ${rows} rows`)
    if (rows < (resource.name === 'kansmeter' ? 20 : 1)) { fault(`${resource.path}: too few rows`) }
  }
  if (faults > 0) { process.exit(1) }
}

main().catch(error => { console.log(error.message); process.exit(1) })
