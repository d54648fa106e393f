// graphql-sse in its distinct connections mode: every operation is a request of its own.
import { createClient } from "graphql-sse";
import { authorization, follow, given, operations, result, subscriptions, tell } from "./scenario.mjs";

function connect(headers) {
  const client = createClient({ url: given.url, singleConnection: false, retryAttempts: 0, headers });
  const once = (query, variables) =>
    new Promise((resolve, reject) => {
      let answer;
      client.subscribe(
        { query, variables },
        { next: (value) => (answer = result(value)), error: reject, complete: () => resolve(answer) },
      );
    });
  return {
    unparsed: true,
    query: once,
    mutate: once,
    subscribe: (query, variables, sink) => client.subscribe({ query, variables }, sink),
    iterate: (query) => client.iterate({ query }),
    close: () => client.dispose(),
  };
}

const client = connect(() => ({ Authorization: authorization }));
const results = { operations: await operations(client), subscriptions: await subscriptions(client) };
results.iterated = [];
for await (const { data } of client.iterate("subscription { ticks(count: 10000) { number } }")) {
  if (results.iterated.push(data.ticks.number) === 3) break;
}
client.close();
results.stranger = await follow(connect({ Authorization: "Bearer nobody" }), { count: 1 });
tell(results);
