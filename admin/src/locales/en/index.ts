import audit from './audit.json'
import common from './common.json'
import deliveryNotes from './deliveryNotes.json'
import developers from './developers.json'
import exceptions from './exceptions.json'
import returns from './returns.json'
import reverse from './reverse.json'
import rules from './rules.json'
import settings from './settings.json'
import stockOrders from './stockOrders.json'
import tickets from './tickets.json'
import workbench from './workbench.json'

export default {
  ...audit,
  ...common,
  ...deliveryNotes,
  ...developers,
  ...exceptions,
  ...returns,
  ...reverse,
  ...rules,
  ...settings,
  ...stockOrders,
  ...tickets,
  ...workbench,
}
