// The record of a primary care centre: entries about a patient's treatments, without the kit and without Python.
// It has only the schemas of the contracts, kcat, and what Node brings.
//
//     node record.mjs run | holds | start-activity KEEPER PLAN ACTIVITY KIND DATE
//
// journal.jsonl  what other agencies have published: one line is an entry and its mark, so both are written or neither
// typed.jsonl    what the staff have typed: the number of a line is the sequence of its card
// sent.txt       how many cards Kafka has acknowledged
// parked.jsonl   records that cannot be read, for a person to look at

import { execFileSync, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const AGENCY = process.env.AGENCY ?? 'region-skane'
const FOLDER = process.env.JOURNAL ?? '.'
const BROKER = process.env.KAFKA_BOOTSTRAP_SERVERS ?? '127.0.0.1:19092'
const HERE = dirname(fileURLToPath(import.meta.url))
const SCHEMAS = process.env.SCHEMAS ?? join(HERE, '../../contracts/samplan/contracts/data/schemas')
const TOPICS = [`af.planning.to-${AGENCY}.v1`, `af.card-rejections-to-${AGENCY}.v1`]
const ENTRIES = ['planning.PlanOpened.v1', 'planning.PlanAgreed.v1', 'planning.ActivityStarted.v1', 'planning.CardRejected.v1']
const END = 'deliveries.SharingEnded.v1'

const file = (name) => join(FOLDER, name)
const lines = (name) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8').split('\n').filter(Boolean) : [])
const append = (name, value) => appendFileSync(file(name), JSON.stringify(value) + '\n', { flush: true })
const replace = (name, text) => {
  writeFileSync(file(name + '.new'), text, { flush: true })
  renameSync(file(name + '.new'), file(name))
}

// --- Reading

let entries = []
const marks = new Map() // by source and subject: the last sequence that has taken effect
const waiting = new Map() // by subject: what arrived before the event that it names as its predecessor
const facts = new Set() // the ids of the facts in the record: the same in every epoch of the topic
const ended = new Map() // by source and plan: the sequence of the last end of sharing

const place = (source, subject) => `${source} ${subject}`
const reached = (source, subject) => marks.get(place(source, subject)) ?? 0

function remember(line) {
  entries.push(line)
  marks.set(place(line.source, line.mark), Math.max(line.sequence, reached(line.source, line.mark)))
  if (line.fact) facts.add(line.fact)
  if (line.ended) ended.set(place(line.source, line.ended), line.sequence)
}

function receive(topic, record) {
  const event = read(topic, record)
  if (event === null) return append('parked.jsonl', { topic, partition: record.partition, offset: record.offset })
  const stuck = [...(waiting.get(event.subject) ?? []), event]
  for (let moved = true; moved; ) {
    moved = false
    for (const one of stuck.filter((each) => !isAhead(each))) {
      stuck.splice(stuck.indexOf(one), 1)
      if (one.sequence > reached(one.source, one.subject)) take(one)
      moved = true
    }
  }
  waiting.set(event.subject, stuck)
}

function isAhead({ previous, subject }) {
  if (!previous) return false
  const colon = previous.lastIndexOf(':')
  return Number(previous.slice(colon + 1)) > reached(previous.slice(0, colon), subject)
}

function read(topic, { key, payload, headers }) {
  const pairs = headers ?? []
  const ce = Object.fromEntries(pairs.flatMap((name, n) => (n % 2 ? [] : [[name, pairs[n + 1]]])))
  const [, agency, channel] = (ce.ce_source ?? '').split('/')
  const isWhole = ce.ce_specversion === '1.0' && `${agency}.${channel}.v1` === topic && key && key === ce.ce_subject
  if (!isWhole || ce.ce_id !== `${ce.ce_source}:${ce.ce_sequence}`) return null
  const type = ce.ce_type.replace('samplan.', '')
  const envelope = { id: ce.ce_id, source: ce.ce_source, sequence: Number(ce.ce_sequence), subject: key, previous: ce.ce_previous, fact: ce.ce_factid, type }
  const schema = join(SCHEMAS, `${type}.json`)
  if (!existsSync(schema)) return null
  try {
    const data = JSON.parse(payload)
    return fits(data, JSON.parse(readFileSync(schema, 'utf8'))) ? { ...envelope, data } : null
  } catch {
    return null
  }
}

const FORMATS = { uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, date: /^\d{4}-\d{2}-\d{2}$/ }

// As much of JSON Schema as the contracts use for the members that are read here.
function fits(data, schema) {
  const resolve = (part) => (part.$ref ? schema.$defs[part.$ref.split('/').at(-1)] : part)
  if (typeof data !== 'object' || data === null || schema.required.some((name) => !(name in data))) return false
  return Object.entries(schema.properties).every(([name, part]) => {
    const { enum: codes, format } = resolve(part)
    if (!(name in data)) return true
    return (!codes || codes.includes(data[name])) && (!FORMATS[format] || FORMATS[format].test(data[name]))
  })
}

function take({ id, source, sequence, subject, fact, type, data }) {
  const mark = { source, sequence, mark: subject }
  if (type === END) return forget({ ...mark, ended: data.recordId })
  const isLate = sequence < (ended.get(place(source, data.planId)) ?? 0)
  const isOwn = data.ownerAgency === AGENCY // the staff have typed it
  if (!ENTRIES.includes(type) || isLate || isOwn || facts.has(fact)) return keep(mark)
  const entry = { event: id, type: `samplan.${type}`, subject, plan: data.planId ?? '', kind: data.kind ?? '', day: data.occurredOn }
  keep({ ...mark, ...entry, fact, typed: false })
}

function keep(line) {
  append('journal.jsonl', line)
  remember(line)
}

// The marks stay, so that nothing that is read again comes back; the facts go, so that a new start is noted.
function forget(line) {
  const isOf = (one) => one.plan === line.ended
  const marksOnly = ({ source, sequence, mark }) => ({ source, sequence, mark })
  entries.filter(isOf).forEach((one) => facts.delete(one.fact))
  entries = entries.map((one) => (isOf(one) ? marksOnly(one) : one))
  replace('journal.jsonl', [...entries, line].map((one) => JSON.stringify(one) + '\n').join(''))
  remember(line)
}

// --- Sending

function epoch() {
  const name = file('epoch.txt')
  if (!existsSync(name)) writeFileSync(name, randomBytes(4).toString('hex'), { flag: 'wx' })
  return readFileSync(name, 'utf8')
}

function send() {
  const done = Number(lines('sent.txt')[0] ?? 0)
  const typed = lines('typed.jsonl').map((line) => JSON.parse(line))
  typed.slice(done).forEach(({ card, at, cause }, n) => {
    const sequence = done + n + 1
    const before = typed.slice(0, sequence - 1).filter((one) => one.card.activityId === card.activityId)
    const previous = typed.lastIndexOf(before.at(-1)) + 1
    produce(card, headersOf(card, at, cause, sequence, before.length + 1, previous))
    replace('sent.txt', `${sequence}\n`)
  })
}

function headersOf(card, at, cause, sequence, version, previous) {
  const source = `/${AGENCY}/cards/${epoch()}`
  return {
    ce_specversion: '1.0', ce_id: `${source}:${sequence}`, ce_source: source, ce_sequence: sequence,
    ce_type: 'samplan.cards.OwnActivityStarted.v1', ce_dataschema: 'urn:samplan:schema:cards.OwnActivityStarted:1',
    ce_subject: card.activityId, ce_partitionkey: card.activityId, ce_time: at, ce_aggregateversion: version,
    ce_correlationid: cause, ce_causationid: cause, 'content-type': 'application/json',
    ...(previous && { ce_previous: `${source}:${previous}` }),
  }
}

function produce(card, headers) {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`])
  const options = ['-P', '-q', '-b', BROKER, '-t', `${AGENCY}.cards.v1`, '-k', card.activityId, '-X', 'enable.idempotence=true']
  execFileSync('kcat', [...options, ...named], { input: JSON.stringify(card) })
}

function startTreatment(keeper, planId, activityId, kind, occurredOn) {
  epoch()
  append('typed.jsonl', { card: { occurredOn, keeper, planId, activityId, kind }, at: new Date().toISOString(), cause: randomUUID() })
}

// --- The three verbs

function run() {
  lines('journal.jsonl').forEach((line) => remember(JSON.parse(line)))
  const readers = TOPICS.map((topic) => {
    const kcat = spawn('kcat', ['-C', '-q', '-u', '-J', '-b', BROKER, '-t', topic, '-o', 'beginning'])
    createInterface({ input: kcat.stdout }).on('line', (line) => receive(topic, JSON.parse(line)))
    kcat.on('exit', () => process.exit(1)) // the operator starts it again: marks skip what is known
    return kcat
  })
  setInterval(send, 200)
  process.on('SIGTERM', () => {
    readers.forEach((one) => one.removeAllListeners('exit').kill())
    process.exit(0)
  })
}

function holds() {
  const typed = lines('typed.jsonl').map((line) => JSON.parse(line).card)
  const own = typed.map((card) => ({ event: '', type: 'samplan.cards.OwnActivityStarted.v1', subject: card.activityId, plan: card.planId, kind: card.kind, day: card.occurredOn, typed: true }))
  const received = lines('journal.jsonl').map((line) => JSON.parse(line)).filter((one) => one.event)
  for (const { event, type, subject, plan, kind, day, typed: isTyped } of [...received, ...own]) {
    console.log(JSON.stringify({ event, type, subject, plan, kind, day, typed: isTyped }))
  }
}

mkdirSync(FOLDER, { recursive: true })
const [verb, ...words] = process.argv.slice(2)
const verbs = { run, holds, 'start-activity': startTreatment }
if (!(verb in verbs)) throw new Error(`one of ${Object.keys(verbs)}`)
verbs[verb](...words)
