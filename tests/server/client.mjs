// A JavaScript client of the endpoint: sparql-http-client. Prints what it got as JSON; run in web/.
import ParsingClient from 'sparql-http-client/ParsingClient.js'
import StreamClient from 'sparql-http-client'

const [base, graph] = process.argv.slice(-2)
const endpoint = { endpointUrl: `${base}/sparql`, storeUrl: `${base}/store` }
const client = new ParsingClient(endpoint)
const dip = 'PREFIX dip: <https://w3id.org/diplokg/ns#> '
const found = {}

const select = dip + 'SELECT ?m ?day { ?m a dip:Meeting ; dip:earliest ?day } ORDER BY ?m'
for (const operation of ['get', 'postUrlencoded', 'postDirect']) {
  const rows = await client.query.select(select, { operation })
  found[operation] = rows.map((row) => [row.m.value, row.day.value, row.day.datatype.value])
}
found.ask = await client.query.ask(dip + 'ASK { ?m a dip:Meeting }')
const built = await client.query.construct(dip + 'CONSTRUCT { ?m a dip:Meeting } WHERE { ?m a dip:Meeting }')
found.construct = built.size
const streaming = new StreamClient({ ...endpoint, updateUrl: `${base}/sparql` })
found.graph = 0
for await (const _ of streaming.store.get({ value: graph, termType: 'NamedNode' })) found.graph += 1
try {
  await client.query.select('SELECT * { ?s ?p }')
} catch (error) {
  found.error = error.status
}
try {
  await streaming.query.update('DROP ALL')
} catch (error) {
  found.update = error.status
}
console.log(JSON.stringify(found))
