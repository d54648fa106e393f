import graphql from "@graphql-eslint/eslint-plugin";

const { "flat/schema-recommended": recommended, "flat/schema-relay": relay } = graphql.configs;

// What has no identity of its own: an answer, a page, a count, a part of a document, a value.
const suffixes = ["Payload", "Connection", "Edge", "Facets", "Count", "Line", "Action", "Entry"];
const types = [
  "Actor", // its id is null for the system
  "BatchResult", // its id is null for a dry run
  "Carton",
  "Change", // its cursor is one
  "ChangedValue",
  "Compensation",
  "Deadline",
  "Destruction",
  "DocumentLink",
  "Handover",
  "PageInfo",
  "Penalty",
  "PickupRegistration",
  "PostalAddress",
  "ResolutionPreview",
  "StateInfo",
  "StateMachine",
  "Task",
  "TaskSummary",
  "TicketMessage",
  "Transition",
  "UserError",
];

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: "schema.graphql" } },
    },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...recommended.rules,
      ...relay.rules,
      "@graphql-eslint/strict-id-in-types": ["error", { exceptions: { suffixes, types } }],
      // An address book's entry has a label and an address.
      "@graphql-eslint/no-typename-prefix": "off",
      // Short lists that are read whole, as the lines of an order, are lists; connections have `nodes` beside `edges`.
      // A task is no object of its own: it says what a document waits for.
      "@graphql-eslint/relay-edge-types": [
        "error",
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      // A timeline and what one chooses from are read forwards only. The specification asks for one way or both.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
    },
  },
];
