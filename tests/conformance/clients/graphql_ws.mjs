// graphql-ws, with the platform's WebSocket and the token in the greeting, and with ws and the token in the handshake.
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { authorization, follow, operations, result, socketUrl, subscriptions, tell } from "./scenario.mjs";

function connect(options) {
  const sockets = { opened: 0, closed: [] };
  const client = createClient({
    url: socketUrl,
    on: { opened: () => sockets.opened++, closed: (event) => sockets.closed.push(event.code) },
    ...options,
  });
  const once = (query, variables) =>
    new Promise((resolve, reject) => {
      let answer;
      client.subscribe(
        { query, variables },
        {
          next: (value) => (answer = result(value)),
          error: (errors) => (Array.isArray(errors) ? resolve(result({ errors })) : reject(errors)),
          complete: () => resolve(answer),
        },
      );
    });
  return {
    unparsed: true,
    query: once,
    mutate: once,
    subscribe: (query, variables, sink) => client.subscribe({ query, variables }, sink),
    iterate: (query) => client.iterate({ query }),
    sockets,
    close: () => client.dispose(),
  };
}

class WithHeader extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { headers: { Authorization: authorization } });
  }
}

async function all(options) {
  const client = connect({ lazy: false, ...options });
  const results = { operations: await operations(client), subscriptions: await subscriptions(client) };
  results.iterated = [];
  for await (const { data } of client.iterate("subscription { ticks(count: 10000) { number } }")) {
    if (results.iterated.push(data.ticks.number) === 3) break;
  }
  await client.close();
  return { ...results, sockets: client.sockets };
}

const greeting = await all({ connectionParams: { authorization } });
const handshake = await all({ webSocketImpl: WithHeader });
const pinging = await all({ connectionParams: async () => ({ Authorization: authorization }), keepAlive: 20 });
const nobody = connect({ retryAttempts: 0, connectionParams: { authorization: "Bearer nobody" } });
tell({ greeting, handshake, pinging, stranger: await follow(nobody, { count: 1 }) });
