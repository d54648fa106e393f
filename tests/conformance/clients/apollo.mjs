// Apollo Client 4 with its normalised cache: HTTP by POST and by GET, subscriptions through graphql-ws.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { relayStylePagination } from "@apollo/client/utilities";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import {
  authorization, given, operations, ORDERS, result, socketUrl, subscriptions, tell, VARIABLES,
} from "./scenario.mjs";

function connect(http = {}, headers = { authorization }) {
  const socket = createClient({ url: socketUrl, connectionParams: { authorization } });
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: given.url, headers, ...http }),
  );
  const cache = new InMemoryCache({
    typePolicies: { Query: { fields: { reverseOrders: relayStylePagination(["filter"]) } } },
  });
  const client = new ApolloClient({ link, cache });
  const answer = async (asking) => {
    const { data, error } = await asking;
    if (error && !CombinedGraphQLErrors.is(error)) throw error;
    return result({ data, errors: error?.errors });
  };
  return {
    apollo: client,
    query: (document, variables) => answer(client.query({ query: gql(document), variables, errorPolicy: "all" })),
    mutate: (document, variables) => answer(client.mutate({ mutation: gql(document), variables, errorPolicy: "all" })),
    subscribe(document, variables, { next, error, complete }) {
      const following = client.subscribe({ query: gql(document), variables }).subscribe({
        next: ({ data, error: failure }) => next({ data, errors: failure?.errors }),
        error,
        complete,
      });
      return () => following.unsubscribe();
    },
    async close() {
      client.stop();
      await socket.dispose();
    },
  };
}

const client = connect();
const results = { operations: await operations(client), subscriptions: await subscriptions(client) };

// A list that is scrolled on, page after page, in the cache.
const asked = { query: gql(ORDERS), variables: VARIABLES };
const list = client.apollo.watchQuery(asked);
const shown = list.subscribe(() => {});
let { data } = await list.refetch();
for (let more = 0; more < 2; more++) {
  ({ data } = await list.fetchMore({ variables: { after: data.reverseOrders.pageInfo.endCursor } }));
}
const { edges, pageInfo } = client.apollo.readQuery(asked).reverseOrders;
results.scrolled = { ids: edges.map(({ node }) => node.id), hasNextPage: pageInfo.hasNextPage };
shown.unsubscribe();
await client.close();

const byGet = connect({ useGETForQueries: true });
results.byGet = await byGet.query(ORDERS, VARIABLES);
await byGet.close();

const nobody = connect({}, { authorization: "Bearer nobody" });
results.stranger = await nobody.query(ORDERS, VARIABLES);
await nobody.close();
tell(results);
