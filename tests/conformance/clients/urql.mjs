// urql: HTTP by POST and by GET, subscriptions as server-sent events and through graphql-ws.
import { cacheExchange, Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import { onEnd, pipe, subscribe } from "wonka";
import {
  authorization, given, operations, ORDERS, result, socketUrl, subscriptions, tell, VARIABLES,
} from "./scenario.mjs";

function connect({ headers = { authorization }, exchanges = [], ...options } = {}) {
  const client = new Client({
    url: given.url,
    exchanges: [cacheExchange, ...exchanges, fetchExchange],
    fetchOptions: () => ({ headers }),
    preferGetMethod: false,
    ...options,
  });
  const answer = async (asking) => {
    const { data, error } = await asking;
    return error?.networkError
      ? { data: null, codes: [String(error)] }
      : result({ data, errors: error?.graphQLErrors });
  };
  return {
    query: (document, variables) => answer(client.query(document, variables).toPromise()),
    mutate: (document, variables) => answer(client.mutation(document, variables).toPromise()),
    subscribe(document, variables, { next, error, complete }) {
      const following = pipe(
        client.subscription(document, variables),
        onEnd(complete),
        subscribe(({ data, error: failure, hasNext }) => {
          if (failure?.networkError) error(failure.networkError);
          // At the end, the last one is told again.
          else if (hasNext) next({ data: failure ? null : data, errors: failure?.graphQLErrors });
          if (failure) complete();
        }),
      );
      return () => following.unsubscribe();
    },
  };
}

const bySse = connect({ fetchSubscriptions: true });
const sse = { operations: await operations(bySse), subscriptions: await subscriptions(bySse) };

const sockets = { opened: 0 };
const socket = createClient({
  url: socketUrl,
  connectionParams: { authorization },
  on: { opened: () => sockets.opened++ },
  lazyCloseTimeout: 1000,
});
const forward = subscriptionExchange({
  forwardSubscription: ({ query, variables }) => ({
    subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
  }),
});
const bySocket = connect({ exchanges: [forward] });
const ws = { subscriptions: await subscriptions(bySocket), sockets };
await socket.dispose();

const byGet = await connect({ preferGetMethod: "force" }).query(ORDERS, VARIABLES);
const stranger = await connect({ headers: { authorization: "Bearer nobody" } }).query(ORDERS, VARIABLES);
tell({ sse, ws, byGet, stranger });
