// What users do with a client, the same for each. A client is
//   query(document, variables), mutate(document, variables): the result, with the codes of its errors
//   subscribe(document, variables, {next, error, complete}): a function that ends it
//   unparsed: whether it sends what is no GraphQL, instead of refusing it itself
// Whatever anybody says on the console is told too: nobody may have to be warned of anything.

const said = [];
for (const level of ["log", "info", "warn", "error", "debug", "trace"]) {
  console[level] = (...words) => said.push(`${level}: ${words.map(String).join(" ").slice(0, 500)}`);
}
process.on("warning", (warning) => said.push(`warning: ${warning}`));

let text = "";
for await (const chunk of process.stdin) text += chunk;
export const given = JSON.parse(text);
export const socketUrl = given.url.replace("http", "ws");
export const authorization = `Bearer ${given.token}`;

export const ORDERS = `
  query Orders($first: Int!, $after: String, $filter: ReverseOrderFilter) {
    viewer { name }
    reverseOrders(first: $first, after: $after, filter: $filter) {
      totalCount
      edges { cursor node { id number state lines { quantity goodsItem { id name } } } }
      pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    }
  }`;
export const VARIABLES = { first: 3, filter: { type: { in: ["RETURN_SHIPMENT"] } } };
const REGISTER = `
  mutation Register($input: RegisterPickupInput!) {
    registerPickup(input: $input) { reverseOrder { id state } userErrors { code field message } }
  }`;
const NOBODYS = `ro_${"0".repeat(32)}`;
export const PICKUP = {
  selfPickup: { expectedPickupAt: "2099-01-01T00:00:00Z", contactName: "王敏", contactPhone: "13800138000" },
};
const BROKEN = "query Broken { viewer { name }";
const WRONG = "query Wrong { viewer { nobodyHasThis } }";
const MISSING = "query Orders($first: Int!) { reverseOrders(first: $first) { totalCount } }";
const TICKS = `
  subscription Ticks($count: Int!, $everyMs: Int! = 1, $failAt: Int) {
    ticks(count: $count, everyMs: $everyMs, failAt: $failAt) { number seenBy following }
  }`;

export const codesOf = (errors) => (errors ?? []).map((error) => error.extensions?.code ?? String(error));
export const result = ({ data, errors }) => ({ data: plain(data), codes: codesOf(errors) });

/** Without the __typename that caches ask for in every object. */
function plain(data) {
  return JSON.parse(JSON.stringify(data ?? null, (key, value) => (key === "__typename" ? undefined : value)));
}

/** What came of a subscription, which is cancelled after `most` of its results. */
export function follow(client, variables, most = Number.POSITIVE_INFINITY) {
  const seen = { numbers: [], by: null, atOnce: 0, codes: [], end: null };
  return new Promise((resolve) => {
    const over = (end) => {
      seen.end ??= end;
      resolve(seen);
    };
    const stop = client.subscribe(TICKS, variables, {
      next({ data, errors }) {
        seen.codes.push(...codesOf(errors));
        if (data) {
          seen.numbers.push(data.ticks.number);
          seen.by = data.ticks.seenBy;
          seen.atOnce = Math.max(seen.atOnce, data.ticks.following);
        }
        if (seen.numbers.length === most) {
          // As a click does it, not from within: urql cannot be left there.
          setTimeout(() => {
            over("cancelled");
            stop();
          });
        }
      },
      error(errors) {
        seen.codes.push(...(Array.isArray(errors) ? codesOf(errors) : [errors.code ?? String(errors)]));
        over("error");
      },
      complete: () => over("complete"),
    });
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function cancelled(client) {
  const seen = await follow(client, { count: 10_000, everyMs: 5 }, 3);
  await pause(100);
  // What was on its way has come. Nothing comes after it, and soon nobody is followed but the one who looks.
  const { length } = seen.numbers;
  let left = null;
  for (let looks = 0; looks < 50 && left !== 0; looks++) {
    await pause(50);
    left = (await follow(client, { count: 1 })).atOnce - 1;
  }
  return { ...seen, numbers: seen.numbers.slice(0, 3), more: seen.numbers.length - length, left };
}

export async function operations(client) {
  return {
    query: await client.query(ORDERS, VARIABLES),
    refused: await client.mutate(REGISTER, { input: { id: NOBODYS, pickup: PICKUP } }),
    done: await client.mutate(REGISTER, { input: { id: given.order, pickup: PICKUP, idempotencyKey: given.order } }),
    wrong: await client.query(WRONG, {}),
    missing: await client.query(MISSING, {}),
    broken: client.unparsed ? await client.query(BROKEN, {}) : null,
  };
}

export async function subscriptions(client) {
  return {
    whole: await follow(client, { count: 5 }),
    cancelled: await cancelled(client),
    refused: await follow(client, { count: -1 }),
    failed: await follow(client, { count: 5, failAt: 3 }),
    together: await Promise.all([3, 4, 5, 6].map((count) => follow(client, { count, everyMs: 100 }))),
  };
}

/** Say what came of it all, when nothing keeps the process alive any more. */
export function tell(results) {
  process.on("exit", () => process.stdout.write(`${JSON.stringify({ ...results, said })}\n`));
}
