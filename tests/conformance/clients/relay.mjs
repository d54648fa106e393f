// relay-runtime with what relay-compiler made of relay/src: the documents are sent by their persisted texts.
// React is left out; what its hooks do is done here: usePaginationFragment, useRefetchableFragment, useMutation.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import relay from "relay-runtime";
import { authorization, codesOf, given, PICKUP, tell, VARIABLES } from "./scenario.mjs";

const compiled = createRequire(`${given.project}/artifacts/`);
const artifact = (name) => compiled(`./${name}.graphql.js`);
const documents = JSON.parse(readFileSync(`${given.project}/documents.json`, "utf-8"));

async function send({ id }, variables) {
  const response = await fetch(given.url, {
    method: "POST",
    headers: {
      accept: "application/graphql-response+json, application/json;q=0.9",
      "content-type": "application/json",
      authorization,
    },
    body: JSON.stringify({ query: documents[id], variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(codesOf(answer.errors).join());
  return answer;
}

const environment = new relay.Environment({
  network: relay.Network.create(send),
  store: new relay.Store(new relay.RecordSource()),
});
const fetched = (query, variables) => relay.fetchQuery(environment, query, variables).toPromise();
const read = (fragment, key) => environment.lookup(relay.getSelector(artifact(fragment), key)).data;

// The first page, then two more of the connection.
const variables = { count: VARIABLES.first, filter: VARIABLES.filter };
const page = await fetched(artifact("ordersPageQuery"), variables);
const operation = relay.createOperationDescriptor(artifact("ordersPageQuery"), variables);
environment.retain(operation);
const list = () => read("orders_list", environment.lookup(operation.fragment).data);
const rows = () => list().reverseOrders.edges.map(({ node }) => node);
const { paginationRequest, paginationMetadata } = relay.getPaginationMetadata(
  artifact("orders_list"),
  "usePaginationFragment()",
);
const pages = [rows().map(({ id }) => id)];
for (let more = 0; more < 2; more++) {
  const { endCursor } = list().reverseOrders.pageInfo;
  const next = relay.getPaginationVariables("forward", variables.count, endCursor, variables, {}, paginationMetadata);
  await fetched(paginationRequest, next);
  pages.push(rows().map(({ id }) => id));
}

// One row anew, through node(id).
const [first] = rows();
const { refetchableRequest, identifierInfo } = relay.getRefetchMetadata(
  artifact("orders_row"),
  "useRefetchableFragment()",
);
const again = await fetched(refetchableRequest, { [identifierInfo.identifierQueryVariableName]: first.id });

// A mutation changes the row where it is shown.
const registered = await new Promise((resolve, reject) =>
  relay.commitMutation(environment, {
    mutation: artifact("ordersRegisterPickupMutation"),
    variables: { input: { id: given.order, pickup: PICKUP } },
    onCompleted: resolve,
    onError: reject,
  }),
);
tell({
  viewer: page.viewer.name,
  pages,
  hasNext: list().reverseOrders.pageInfo.hasNextPage,
  row: read("orders_row", first),
  again: read("orders_row", again.node),
  userErrors: registered.registerPickup.userErrors,
  changed: read("orders_row", registered.registerPickup.reverseOrder).state,
});
