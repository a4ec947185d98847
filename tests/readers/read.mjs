// Says, as JSON, what two readers of calendar files see in each of the files that are named on the command line.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import ical from 'node-ical'

const stamp = (date) => date.toISOString().replace('.000Z', '+00:00')
// node-ical gives a day as midnight of wherever it runs.
const day = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
const plain = (value) => (value?.val ?? value ?? '').toString()

const readers = {
  'ical.js': (text) => {
    const calendar = new ICAL.Component(ICAL.parse(text))
    const moment = (time) => (time.isDate ? time.toString() : stamp(time.toJSDate()))
    return {
      name: calendar.getFirstPropertyValue('x-wr-calname'),
      events: calendar.getAllSubcomponents('vevent').map((component) => {
        const event = new ICAL.Event(component)
        return {
          uid: event.uid,
          summary: event.summary,
          description: event.description,
          place: event.location ?? '',
          begin: moment(event.startDate),
          end: moment(event.endDate),
        }
      }),
    }
  },
  'node-ical': (text) => {
    const parts = Object.values(ical.sync.parseICS(text))
    const moment = (date) => (date.dateOnly ? day(date) : stamp(date))
    return {
      name: parts.find((part) => part.type === 'VCALENDAR')['WR-CALNAME'],
      events: parts
        .filter((part) => part.type === 'VEVENT')
        .map((event) => ({
          uid: event.uid,
          summary: plain(event.summary),
          description: plain(event.description),
          place: plain(event.location),
          begin: moment(event.start),
          end: moment(event.end),
        })),
    }
  },
}

const [reader, ...files] = process.argv.slice(2)
process.stdout.write(JSON.stringify(files.map((file) => readers[reader](readFileSync(file, 'utf-8')))))
