export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** RFC 3339 timestamp; always answered in UTC with a Z (时间). */
  DateTime: { input: string; output: string; }
  /** The `JSON` scalar type represents JSON values as specified by [ECMA-404](https://ecma-international.org/wp-content/uploads/ECMA-404_2nd_edition_december_2017.pdf). */
  JSON: { input: unknown; output: unknown; }
  /** E.164 phone number (电话号码), e.g. +8613800138000. As input also national formats: they are checked with a phone-number library and normalised; a bad one is a userError INVALID with its path. */
  PhoneNumber: { input: string; output: string; }
};

/** The goods are given up (弃货). */
export type AbandonInput = {
  /** The second confirmation (二次确认). */
  confirm: Scalars['Boolean']['input'];
  /** At most 500 characters (备注). */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/** Accept a stock order (接单). */
export type AcceptStockOrderInput = {
  /** The stock order (备货订单 ID). */
  id: Scalars['ID']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What moves a document from state to state (操作). */
export type Action =
  /** Create (创建) */
  | 'CREATE'
  /** Decide customs outcome (确定清关结果) */
  | 'DECIDE_CUSTOMS_OUTCOME'
  /** Register pickup (登记提货) */
  | 'REGISTER_PICKUP'
  /** Confirm destruction (确认销毁) */
  | 'CONFIRM_DESTRUCTION'
  /** Report picked up (登记已提货) */
  | 'REPORT_PICKED_UP'
  /** Report forwarded (登记已转寄) */
  | 'REPORT_FORWARDED'
  /** Report delivered (登记已送达) */
  | 'REPORT_DELIVERED'
  /** Report destroyed (登记已销毁) */
  | 'REPORT_DESTROYED'
  /** Confirm handling (确认处理完成) */
  | 'CONFIRM_HANDLING'
  /** Cancel (取消) */
  | 'CANCEL'
  /** Propose resolution (建议处理方式) */
  | 'PROPOSE_RESOLUTION'
  /** Resolve (异常处理) */
  | 'RESOLVE'
  /** Dismiss (撤销异常) */
  | 'DISMISS'
  /** Settle (了结异常) */
  | 'SETTLE'
  /** Enter return method (录入退货方式) */
  | 'ENTER_RETURN_METHOD'
  /** Pack (打包) */
  | 'PACK'
  /** Ship (发货) */
  | 'SHIP'
  /** Hand out (交付自提) */
  | 'COLLECT'
  /** Sign for (签收) */
  | 'SIGN'
  /** Force abandon (强制弃货) */
  | 'FORCE_ABANDON'
  /** Dispose (处置) */
  | 'DISPOSE'
  /** Accept (接单) */
  | 'ACCEPT'
  /** Reject (拒单) */
  | 'REJECT'
  /** Create delivery note (创建送货单) */
  | 'CREATE_DELIVERY_NOTE'
  /** Confirm sending (确认送货) */
  | 'CONFIRM_SEND'
  /** Report in transit (登记在途) */
  | 'REPORT_IN_TRANSIT'
  /** Arrive (到仓) */
  | 'ARRIVE'
  /** Start receiving (开始收货) */
  | 'START_RECEIVING'
  /** Finish receiving (完成收货) */
  | 'FINISH_RECEIVING'
  /** Finish quality check (完成质检) */
  | 'FINISH_QUALITY_CHECK'
  /** Reinstate (恢复) */
  | 'REINSTATE'
  /** Void (作废) */
  | 'VOID'
  /** Return (退货) */
  | 'RETURN'
  /** Receive (收货完成) */
  | 'RECEIVE'
  /** Expire (超时关闭) */
  | 'EXPIRE'
  /** Open ticket (创建工单) */
  | 'OPEN_TICKET'
  /** Reply (回复) */
  | 'REPLY'
  /** Close (关闭) */
  | 'CLOSE';

/** An own address book entry, or a new address (收货地址). */
export type AddressChoiceInput =
  /** An entry of the merchant's address book (地址簿). */
  { addressId: Scalars['ID']['input']; address?: never; }
  |  /** A new address (新地址). */
  { addressId?: never; address: AddressInput; };

/** A postal address (地址). */
export type AddressInput = {
  /** Who receives; at most 100 characters (收货人). */
  recipient: Scalars['String']['input'];
  /** E.164, or the national format of the country (联系方式). */
  phone: Scalars['PhoneNumber']['input'];
  /** ISO 3166-1, two letters (国家/地区). */
  country?: Scalars['String']['input'];
  /** Province or state; at most 100 characters (省/州). */
  region: Scalars['String']['input'];
  /** City; at most 100 characters (城市). */
  city: Scalars['String']['input'];
  /** District or county; at most 100 characters (区/县). */
  district?: InputMaybe<Scalars['String']['input']>;
  /** Street and house; at most 200 characters (详细地址). */
  line1: Scalars['String']['input'];
  /** More of it; at most 200 characters (详细地址 2). */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code; at most 100 characters (邮政编码). */
  postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** The warehouse moves a note one step on (推进送货单). To QUALITY_CHECK every line's receivedQuantity is given; to PUTAWAY_DONE every line's passedQuantity and problemQuantity, whose sum is what was received. Other steps take no lines. */
export type AdvanceDeliveryNoteInput = {
  /** The delivery note (送货单 ID). */
  id: Scalars['ID']['input'];
  /** The step (环节). */
  to: InboundStep;
  /** What was counted (清点数量). */
  lines?: InputMaybe<Array<InboundLineInput>>;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of one item of a batch (批量结果). */
export type BatchOutcome =
  /** Applied (已执行) */
  | 'APPLIED'
  /** Skipped (未执行) */
  | 'SKIPPED'
  /** Rejected (已拒绝) */
  | 'REJECTED';

/** What one refused item means for the others of a batch (批量策略). */
export type BatchPolicy =
  /** All or nothing (全部成功或全部不执行) */
  | 'ALL_OR_NOTHING'
  /** Skip what is not possible (跳过不符合条件的) */
  | 'SKIP_INVALID';

/** How the merchant does business with the platform (经营方式). */
export type BusinessModel =
  /** Agency sale (代销) */
  | 'AGENCY_SALE'
  /** Consignment (寄售) */
  | 'CONSIGNMENT'
  /** POP (POP) */
  | 'POP';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type BusinessModelFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<BusinessModel>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<BusinessModel>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<BusinessModel>>;
};

/** Cancel a document (取消). */
export type CancelInput = {
  /** The document (单据 ID). */
  id: Scalars['ID']['input'];
  /** At most 500 characters (原因). */
  reason: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Pieces of one kind of goods (货品明细). */
export type CaseLineInput = {
  /** The goods' id in the merchant's catalogue (货品 ID). */
  goodsExternalId: Scalars['String']['input'];
  /** At least 1 (数量). */
  quantity: Scalars['Int']['input'];
};

/** Nothing more is to be said (关闭工单). */
export type CloseTicketInput = {
  /** The work ticket (工单 ID). */
  id: Scalars['ID']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The goods were handed out (自提交接). */
export type CollectReturnInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** Whose identity was checked; at most 100 characters (核验姓名). */
  verifiedName: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Where a compensation stands (赔付状态). */
export type CompensationState =
  /** Due (待核算) */
  | 'DUE'
  /** Calculated (已核算) */
  | 'CALCULATED'
  /** Paid (已赔付) */
  | 'PAID'
  /** Disputed (有争议) */
  | 'DISPUTED'
  /** Waived (已免除赔付) */
  | 'WAIVED';

/** Confirm the destruction of many orders of one warehouse (批量确认销毁). */
export type ConfirmDestructionBatchInput = {
  /** Which orders (选择范围). */
  selection: ReverseOrderSelection;
  /** The second confirmation, for all of them (二次确认). */
  confirm: Scalars['Boolean']['input'];
  /** What a refused order means for the others (批量策略). */
  policy?: BatchPolicy;
  /** Answer what would happen, and change nothing (试运行). */
  dryRun?: Scalars['Boolean']['input'];
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Confirm the destruction of one order (确认销毁). `confirm` is the second confirmation (二次确认); false answers CONFIRMATION_REQUIRED. */
export type ConfirmDestructionInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** The second confirmation (二次确认). */
  confirm: Scalars['Boolean']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Confirm that the order was handled (确认处理完成). */
export type ConfirmHandlingInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Confirm that the goods are sent (确认送货). */
export type ConfirmSendInput = {
  /** The delivery note (送货单 ID). */
  id: Scalars['ID']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Add an entry to the address book (新增地址). */
export type CreateAddressInput = {
  /** What the merchant calls it; at most 100 characters (标签). */
  label: Scalars['String']['input'];
  /** The address (地址). */
  address: AddressInput;
  /** Whether it is offered first, in place of the one that was (默认). */
  isDefault?: Scalars['Boolean']['input'];
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A new token of one's own (创建令牌). */
export type CreateApiTokenInput = {
  /** What its owner calls it; at most 100 characters (名称). */
  name: Scalars['String']['input'];
  /** What it may be used for: read, write; no more than the caller may (权限). */
  scopes: Array<Scalars['String']['input']>;
  /** Until when it is good; left out: until it is revoked (过期时间). */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Announce a delivery of what was ordered (创建送货单). */
export type CreateDeliveryNoteInput = {
  /** The stock order (备货订单 ID). */
  stockOrderId: Scalars['ID']['input'];
  /** Who carries the goods (物流方式). */
  logistics: DeliveryLogistics;
  /** At least one; at most what is left of the order (送货明细). */
  lines: Array<CaseLineInput>;
  /** At most 500, of at most 100 characters (箱唛). */
  cartonMarks?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At most 500, of at most 100 characters (运单号). */
  trackingNumbers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** A parcel that turned back (逆向管理单), entered by a service provider's system for a warehouse that it runs (an operator: any; the order gets the warehouse's provider). Within a merchant, the same salesReturnNumber, or the same orderNumber and cause on an order that is not cancelled, answers ALREADY_SUBMITTED with the first. */
export type CreateReverseOrderInput = {
  /** The merchant (商家编码). */
  merchantCode: Scalars['String']['input'];
  /** The cargo owner (货主编码). */
  cargoOwnerCode: Scalars['String']['input'];
  /** The warehouse (仓库编码). */
  warehouseCode: Scalars['String']['input'];
  /** The consumer's order (订单号). */
  orderNumber: Scalars['String']['input'];
  /** Sales-return number (销退单号). */
  salesReturnNumber?: InputMaybe<Scalars['String']['input']>;
  /** Why and whither it turns back (逆向类型). */
  type: ReverseType;
  /** How the merchant does business (经营方式). */
  businessModel: BusinessModel;
  /** At most 500 characters (原因). */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The way to the consumer (正向运单号). */
  forwardTrackingNumber?: InputMaybe<Scalars['String']['input']>;
  /** The way back (逆向运单号). */
  reverseTrackingNumber?: InputMaybe<Scalars['String']['input']>;
  /** At least one, at most 500 (货品明细). */
  lines: Array<ReverseOrderLineInput>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Ask a merchant to send goods (创建备货订单). */
export type CreateStockOrderInput = {
  /** The merchant (商家编码). */
  merchantCode: Scalars['String']['input'];
  /** The cargo owner (货主编码). */
  cargoOwnerCode: Scalars['String']['input'];
  /** Where the goods are to go (仓库编码). */
  warehouseCode: Scalars['String']['input'];
  /** JIT_REPLENISHMENT is just in time, the others for stock (订单类型). */
  orderKind: OrderKind;
  /** At least one, at most 500, each of other goods (备货明细). */
  lines: Array<CaseLineInput>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What customs decided (清关结果). */
export type CustomsOutcome =
  /** Return shipment (退运) */
  | 'RETURN_SHIPMENT'
  /** Destruction (销毁) */
  | 'DESTRUCTION';

/** Conditions on a moment (按时间筛选). */
export type DateTimeFilter = {
  /** At or after (不早于). */
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** After (晚于). */
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At or before (不晚于). */
  lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before (早于). */
  lt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What is to be done by a deadline (时限类型). */
export type DeadlineKind =
  /** Register pickup (登记提货) */
  | 'REGISTER_PICKUP'
  /** Confirm destruction (确认销毁) */
  | 'CONFIRM_DESTRUCTION'
  /** Collect (提货) */
  | 'COLLECT'
  /** Enter return method (录入退货方式) */
  | 'ENTER_RETURN_METHOD'
  /** Accept (接单) */
  | 'ACCEPT'
  /** Ship (发货) */
  | 'SHIP'
  /** Arrive (到仓) */
  | 'ARRIVE';

/** Where a deadline stands (时限状态). DUE_SOON is its last quarter; MET is done, late or not. */
export type DeadlineStatus =
  /** Running (进行中) */
  | 'RUNNING'
  /** Due soon (即将到期) */
  | 'DUE_SOON'
  /** Overdue (已逾期) */
  | 'OVERDUE'
  /** Met (已完成) */
  | 'MET'
  /** Cancelled (已取消) */
  | 'CANCELLED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type DeadlineStatusFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<DeadlineStatus>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<DeadlineStatus>>;
};

/** Say what customs decided (确定清关结果). */
export type DecideCustomsOutcomeInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** What customs decided (清关结果). */
  outcome: CustomsOutcome;
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Who brings the goods to the warehouse (送货方式). */
export type DeliveryLogistics =
  /** Platform logistics (平台物流) */
  | 'PLATFORM'
  /** Own transport (商家自配) */
  | 'SELF';

/** All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID. */
export type DeliveryNoteFilter = {
  /** All of these hold (且). */
  and?: InputMaybe<Array<DeliveryNoteFilter>>;
  /** At least one of these holds (或). */
  or?: InputMaybe<Array<DeliveryNoteFilter>>;
  /** This does not hold (非). */
  not?: InputMaybe<DeliveryNoteFilter>;
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By number (单号). */
  number?: InputMaybe<StringFilter>;
  /** By state (单据状态). */
  state?: InputMaybe<DeliveryNoteStateFilter>;
  /** Any line's goods match (货品). */
  goodsItem?: InputMaybe<ItemFilter>;
  /** By warehouse (仓库). */
  warehouse?: InputMaybe<PartyFilter>;
  /** By cargo owner (货主). */
  cargoOwner?: InputMaybe<PartyFilter>;
  /** By merchant (商家). */
  merchant?: InputMaybe<PartyFilter>;
  /** By when it was entered (创建时间). */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By when it changed last (更新时间). */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** Where a delivery note stands (送货单状态). */
export type DeliveryNoteState =
  /** Draft (待确认送货) */
  | 'DRAFT'
  /** Confirmed (已确认送货) */
  | 'CONFIRMED'
  /** In transit (在途) */
  | 'IN_TRANSIT'
  /** Arrived (已到仓) */
  | 'ARRIVED'
  /** Receiving (收货中) */
  | 'RECEIVING'
  /** Quality check (质检中) */
  | 'QUALITY_CHECK'
  /** Put away (已入库) */
  | 'PUTAWAY_DONE'
  /** Voided (作废完结) */
  | 'VOIDED'
  /** Returned (已退货) */
  | 'RETURNED'
  /** Cancelled (已取消) */
  | 'CANCELLED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type DeliveryNoteStateFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<DeliveryNoteState>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<DeliveryNoteState>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<DeliveryNoteState>>;
};

/** Nothing was wrong after all (驳回异常). */
export type DismissCaseInput = {
  /** The exception case (异常单 ID). */
  id: Scalars['ID']['input'];
  /** At most 500 characters (原因). */
  reason: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The goods that were given up are disposed of, which cannot be undone (处置). */
export type DisposeReturnInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** Evidence of kind CERTIFICATE on the same document (凭证 ID). */
  certificateEvidenceId: Scalars['ID']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** One document, by its id or its number (按 ID 或单号). */
export type DocumentBy =
  /** By id (ID). */
  { id: Scalars['ID']['input']; number?: never; }
  |  /** By number (单号). */
  { id?: never; number: Scalars['String']['input']; };

/** The kinds of documents (单据类型). */
export type DocumentKind =
  /** Reverse order (逆向管理单) */
  | 'REVERSE_ORDER'
  /** Exception case (异常单) */
  | 'EXCEPTION_CASE'
  /** Return order (退货单) */
  | 'RETURN_ORDER'
  /** Stock order (备货订单) */
  | 'STOCK_ORDER'
  /** Delivery note (送货单) */
  | 'DELIVERY_NOTE'
  /** Work ticket (工单) */
  | 'WORK_TICKET';

/** Enter how the goods go back (录入退货方式). */
export type EnterReturnMethodInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** How the goods go back, or that they are given up (退货方式). */
  method: ReturnMethodInput;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The code of an expected failure (错误码). */
export type ErrorCode =
  /** The input is not valid (输入无效) */
  | 'INVALID'
  /** A second confirmation is required (需要二次确认) */
  | 'CONFIRMATION_REQUIRED'
  /** Not found, or not yours to see (未找到或无权查看) */
  | 'NOT_FOUND'
  /** Changed by somebody else in the meantime (已被他人修改) */
  | 'STALE_VERSION'
  /** Submitted already (已提交) */
  | 'ALREADY_SUBMITTED'
  /** Does not apply to this type (类型不适用) */
  | 'NOT_ELIGIBLE'
  /** Not possible in this state (当前状态不允许) */
  | 'INVALID_STATE'
  /** Too early (时间未到) */
  | 'TOO_EARLY'
  /** The deadline has passed (已过期限) */
  | 'DEADLINE_PASSED'
  /** No rule admits this (没有适用的规则) */
  | 'RULE_NOT_FOUND'
  /** Idempotency key used with another input (幂等键已用于其他输入) */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** Too many at once (一次数量过多) */
  | 'BATCH_TOO_LARGE'
  /** The batch mixes what may not be mixed (批次内容不一致) */
  | 'BATCH_NOT_UNIFORM';

/** What evidence is (凭证类型). A CERTIFICATE proves that goods were destroyed or disposed of. */
export type EvidenceKind =
  /** Photo (照片) */
  | 'PHOTO'
  /** Video (视频) */
  | 'VIDEO'
  /** Document (文件) */
  | 'DOCUMENT'
  /** Certificate (凭证书) */
  | 'CERTIFICATE';

/** All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID. */
export type ExceptionCaseFilter = {
  /** All of these hold (且). */
  and?: InputMaybe<Array<ExceptionCaseFilter>>;
  /** At least one of these holds (或). */
  or?: InputMaybe<Array<ExceptionCaseFilter>>;
  /** This does not hold (非). */
  not?: InputMaybe<ExceptionCaseFilter>;
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By number (单号). */
  number?: InputMaybe<StringFilter>;
  /** By the delivery note's number (送货单号). */
  deliveryNoteNumber?: InputMaybe<StringFilter>;
  /** By type (异常类型). */
  type?: InputMaybe<ExceptionTypeFilter>;
  /** By state (异常单状态). */
  state?: InputMaybe<ExceptionCaseStateFilter>;
  /** By resolution (异常处理). */
  resolution?: InputMaybe<ResolutionFilter>;
  /** By scheme (商家处理方案). */
  scheme?: InputMaybe<MerchantSchemeFilter>;
  /** By stage (环节). */
  stage?: InputMaybe<InboundStageFilter>;
  /** Any line's goods match (货品). */
  goodsItem?: InputMaybe<ItemFilter>;
  /** By warehouse (仓库). */
  warehouse?: InputMaybe<PartyFilter>;
  /** By cargo owner (货主). */
  cargoOwner?: InputMaybe<PartyFilter>;
  /** By merchant (商家). */
  merchant?: InputMaybe<PartyFilter>;
  /** By when it was entered (创建时间). */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By when it changed last (更新时间). */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** Where an exception case stands (异常单状态). */
export type ExceptionCaseState =
  /** Open (待处理) */
  | 'OPEN'
  /** Resolution proposed (已建议处理方式) */
  | 'PROPOSED'
  /** Awaiting merchant (待商家处理) */
  | 'AWAITING_MERCHANT'
  /** Awaiting warehouse (待仓库处理) */
  | 'AWAITING_WAREHOUSE'
  /** Closed (已完结) */
  | 'CLOSED'
  /** Dismissed (已撤销) */
  | 'DISMISSED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ExceptionCaseStateFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ExceptionCaseState>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ExceptionCaseState>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ExceptionCaseState>>;
};

/** What kind of quality defect (细分). Hidden from MERCHANT and PARTNER in every way: field, filter, sort, count, error text, export, event. */
export type ExceptionSubtype =
  /** Partly defective (部分不良) */
  | 'PARTIAL'
  /** Rejected as a whole (整单拒收) */
  | 'FULL_REJECT';

/** What was found (异常类型). */
export type ExceptionType =
  /** Platform transport timed out (平台物流运输超时) */
  | 'PLATFORM_TRANSPORT_TIMEOUT'
  /** Own transport timed out (自配运输超时) */
  | 'SELF_TRANSPORT_TIMEOUT'
  /** Damaged in transit (物流运损) */
  | 'TRANSIT_DAMAGE'
  /** Several delivery notes on one parcel (物流包裹外贴多个送货单) */
  | 'MULTIPLE_NOTES_ON_PARCEL'
  /** Carton mark unreadable (送货包裹箱唛无法识别) */
  | 'CARTON_MARK_UNREADABLE'
  /** Carton mark missing (送货包裹未贴箱唛) */
  | 'CARTON_MARK_MISSING'
  /** Delivery note not confirmed (送货单未确认送货) */
  | 'NOTE_NOT_CONFIRMED'
  /** Delivery note cancelled (送货单已取消) */
  | 'NOTE_CANCELLED'
  /** Surplus quantity (数量异常(多货)) */
  | 'QTY_OVER'
  /** Wrong goods (错货) */
  | 'WRONG_GOODS'
  /** Wrong barcode (条码贴错) */
  | 'BARCODE_WRONG'
  /** Barcode damaged or dirty (条码破损/脏污) */
  | 'BARCODE_DAMAGED'
  /** Short quantity (数量异常(少货)) */
  | 'QTY_SHORT'
  /** Product bloated (产品胀袋) */
  | 'PRODUCT_BLOATED'
  /** Product damaged or dirty (产品破损/脏污) */
  | 'PRODUCT_DAMAGED'
  /** Quality defect (质量异常) */
  | 'QUALITY_DEFECT'
  /** Parcel anomaly at receiving (收货包裹异常) */
  | 'RECEIVING_PARCEL_ANOMALY'
  /** Anomaly of a reverse parcel (逆向包裹异常) */
  | 'REVERSE_PARCEL_ANOMALY';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ExceptionTypeFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ExceptionType>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ExceptionType>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ExceptionType>>;
};

/** The time to enter a method has passed: the goods count as given up (强制弃货). */
export type ForceAbandonInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** At most 500 characters (原因). */
  reason: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The goods are sent on (转寄). Consignee and contact are the address's recipient and phone. */
export type ForwardInput = {
  /** Where to (收货地址). */
  address: AddressChoiceInput;
  /** At most 500 characters (备注). */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/** How a stock order is fulfilled (备货模式). Only JIT orders can bring a penalty. */
export type FulfilmentMode =
  /** Stock (备货) */
  | 'STOCK'
  /** JIT (JIT备货) */
  | 'JIT';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type FulfilmentModeFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<FulfilmentMode>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<FulfilmentMode>>;
};

/** Conditions on an id (按 ID 筛选). */
export type IdFilter = {
  /** Is this one (等于). */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What the warehouse counted of one line's goods (清点数量). */
export type InboundLineInput = {
  /** The goods' id in the merchant's catalogue (货品 ID). */
  goodsExternalId: Scalars['String']['input'];
  /** How many arrived; to QUALITY_CHECK (收货数量). */
  receivedQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** How many passed the quality check; to PUTAWAY_DONE (良品数量). */
  passedQuantity?: InputMaybe<Scalars['Int']['input']>;
  /** How many did not; to PUTAWAY_DONE (问题品数量). */
  problemQuantity?: InputMaybe<Scalars['Int']['input']>;
};

/** Where goods were when something was found (环节). HANDOVER: a case on a reverse order. */
export type InboundStage =
  /** Transport (运输) */
  | 'TRANSPORT'
  /** Receiving (收货) */
  | 'RECEIVING'
  /** Quality check (质检) */
  | 'QUALITY_CHECK'
  /** Putaway (入库) */
  | 'PUTAWAY'
  /** Handover (交接) */
  | 'HANDOVER';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type InboundStageFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<InboundStage>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<InboundStage>>;
};

/** The steps by which the warehouse advances a delivery note (入库步骤). */
export type InboundStep =
  /** In transit (在途) */
  | 'IN_TRANSIT'
  /** Arrived (到仓) */
  | 'ARRIVED'
  /** Receiving (收货) */
  | 'RECEIVING'
  /** Quality check (质检) */
  | 'QUALITY_CHECK'
  /** Put away (入库) */
  | 'PUTAWAY_DONE';

/** Conditions on a product or goods item (按商品或货品筛选). */
export type ItemFilter = {
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By the merchant's or warehouse's id (外部 ID). */
  externalId?: InputMaybe<StringFilter>;
  /** By name (名称). */
  name?: InputMaybe<StringFilter>;
};

/** How a document relates to the one that it is linked to (关联关系). */
export type LinkRelation =
  /** Created from (来源单据) */
  | 'SPAWNED_BY'
  /** Led to (生成单据) */
  | 'SPAWNED'
  /** Supplements (原送货单) */
  | 'SUPPLEMENTS'
  /** Supplemented by (补收送货单) */
  | 'SUPPLEMENTED_BY'
  /** Resupplies (原备货订单) */
  | 'RESUPPLIES'
  /** Resupplied by (后续备货订单) */
  | 'RESUPPLIED_BY'
  /** Returns (退回的送货单) */
  | 'RETURNS'
  /** Returned by (退货单) */
  | 'RETURNED_BY'
  /** Concerns (关联单据) */
  | 'CONCERNS';

/** The reader's language (语言). Left out: the request's Accept-Language, else Chinese. */
export type Locale =
  /** Simplified Chinese (简体中文) */
  | 'ZH_CN'
  /** English (英语) */
  | 'EN';

/** What is left for the merchant once a case is resolved (商家操作方案). */
export type MerchantScheme =
  /** Nothing to do (无需操作) */
  | 'NO_ACTION'
  /** Return only (仅退货) */
  | 'RETURN_ONLY'
  /** Return and resupply (退货并补货) */
  | 'RETURN_AND_RESUPPLY'
  /** Resupply only (仅补货) */
  | 'RESUPPLY_ONLY';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type MerchantSchemeFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<MerchantScheme>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<MerchantScheme>>;
};

/** What the warehouse does with the delivery note that a rule makes (新送货单处理). */
export type NewNoteEffect =
  /** The warehouse receives it (仓库补收) */
  | 'WAREHOUSE_RECEIVE'
  /** The warehouse relabels and receives it (仓库补打箱唛并补收) */
  | 'WAREHOUSE_RELABEL_AND_RECEIVE';

/** How the stock order that a rule makes is accepted (新备货订单处理). */
export type NewOrderEffect =
  /** The merchant accepts it (商家接单) */
  | 'MERCHANT_ACCEPTS'
  /** Accepted automatically (自动接单) */
  | 'AUTO_ACCEPTED';

/** Numbers (单号): up to 200 pasted numbers of one kind, or of any; more is INVALID. Outer blanks, case and width are ignored. */
export type NumberFilter = {
  /** Which number was pasted (单号类型). */
  kind?: NumberKind;
  /** The numbers (单号). */
  in: Array<Scalars['String']['input']>;
};

/** Which number was pasted (单号类型). */
export type NumberKind =
  /** Any number (任意单号) */
  | 'ANY'
  /** Reverse order number (逆向管理单号) */
  | 'REVERSE_ORDER'
  /** Order number (订单号) */
  | 'ORDER'
  /** Sales-return number (销退单号) */
  | 'SALES_RETURN';

/** A warehouse's finding on a delivery note, or (type REVERSE_PARCEL_ANOMALY, stage HANDOVER, detail required) on a reverse order (登记异常). No lines: the whole note. */
export type OpenExceptionCaseInput = {
  /** The delivery note (送货单 ID). */
  deliveryNoteId?: InputMaybe<Scalars['ID']['input']>;
  /** The reverse order (逆向管理单 ID). */
  reverseOrderId?: InputMaybe<Scalars['ID']['input']>;
  /** Where it was found (环节). */
  stage: InboundStage;
  /** What was found (异常类型). */
  type: ExceptionType;
  /** Of a quality defect, and of no other type (细分). */
  subtype?: InputMaybe<ExceptionSubtype>;
  /** Goods of the note, at most as many as announced; of surplus and wrong goods, what is there too much (涉及货品). */
  lines?: InputMaybe<Array<CaseLineInput>>;
  /** The finding in words; at most 500 characters (异常说明). */
  detail?: InputMaybe<Scalars['String']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Ask something (提交工单). `subjectId` or (for an operator) `merchantCode` says whose ticket it is; a merchant's own is the default. */
export type OpenTicketInput = {
  /** What it is about (工单类型). */
  category: TicketCategory;
  /** The document that it is about (单据 ID). */
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** The merchant, where it is about no document (商家编码). */
  merchantCode?: InputMaybe<Scalars['String']['input']>;
  /** At most 4,000 characters (内容). */
  body: Scalars['String']['input'];
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The kinds of stock orders (订单类型). */
export type OrderKind =
  /** First order (首单) */
  | 'FIRST'
  /** Replenishment (返单) */
  | 'REPLENISHMENT'
  /** JIT replenishment (JIT返单) */
  | 'JIT_REPLENISHMENT';

/** What a rule does to the delivery note of the case (原送货单处理). RECEIVE_REMAINDER leaves its state as it is. */
export type OriginalNoteEffect =
  /** Voided (作废完结) */
  | 'VOID'
  /** The rest is received (其余货品正常收货) */
  | 'RECEIVE_REMAINDER'
  /** Reinstated and received (恢复并收货) */
  | 'REINSTATE_AND_RECEIVE'
  /** Returned (已退货) */
  | 'RETURNED';

/** The goods are packed (打包). */
export type PackReturnInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** The final time of a self pickup, and of no other method (确定提货时间). */
  scheduledPickupAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Conditions on a party or place (按主体筛选). */
export type PartyFilter = {
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By code (编码). */
  code?: InputMaybe<StringFilter>;
  /** By name (名称). */
  name?: InputMaybe<StringFilter>;
};

/** Why a JIT order brought a penalty (处罚原因). */
export type PenaltyReason =
  /** JIT order accepted late (JIT接单超时) */
  | 'JIT_ACCEPT_LATE'
  /** JIT order shipped late (JIT发货超时) */
  | 'JIT_SHIP_LATE'
  /** JIT order arrived late (JIT到仓超时) */
  | 'JIT_ARRIVAL_LATE';

/** Where a penalty stands (处罚状态). */
export type PenaltyState =
  /** Warned (已警告) */
  | 'WARNED'
  /** Applied (已处罚) */
  | 'APPLIED'
  /** Waived (已免罚) */
  | 'WAIVED';

/** Exactly one (提货方式): a whole batch shares it, so method and contact are uniform by construction. */
export type PickupInput =
  /** Somebody comes (自提). */
  { selfPickup: SelfPickupInput; forward?: never; }
  |  /** The goods are sent on (转寄). */
  { selfPickup?: never; forward: ForwardInput; };

/** How the merchant takes the goods back (提货方式). */
export type PickupMethod =
  /** Self pickup (自提) */
  | 'SELF_PICKUP'
  /** Forward (转寄) */
  | 'FORWARD';

/** Conditions on a value that may not be there yet (按枚举值筛选). */
export type PickupMethodFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<PickupMethod>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<PickupMethod>>;
  /** There is none yet, or there is one (为空). */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Say what the warehouse would do (建议处理方式). */
export type ProposeResolutionInput = {
  /** The exception case (异常单 ID). */
  id: Scalars['ID']['input'];
  /** One that the rules admit (异常处理). */
  resolution: Resolution;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Register the pickup of many orders of one warehouse (批量登记提货). */
export type RegisterPickupBatchInput = {
  /** Which orders (选择范围). */
  selection: ReverseOrderSelection;
  /** How the goods are taken back, the same for all (提货方式). */
  pickup: PickupInput;
  /** What a refused order means for the others (批量策略). */
  policy?: BatchPolicy;
  /** Answer what would happen, and change nothing (试运行). */
  dryRun?: Scalars['Boolean']['input'];
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Register the pickup of one order (登记提货). */
export type RegisterPickupInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** How the goods are taken back (提货方式). */
  pickup: PickupInput;
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Reject a stock order (拒绝接单). */
export type RejectStockOrderInput = {
  /** The stock order (备货订单 ID). */
  id: Scalars['ID']['input'];
  /** At most 500 characters (原因). */
  reason: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Answer (回复工单). */
export type ReplyTicketInput = {
  /** The work ticket (工单 ID). */
  id: Scalars['ID']['input'];
  /** At most 4,000 characters (内容). */
  body: Scalars['String']['input'];
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Report that the forwarded goods arrived (登记已送达). */
export type ReportDeliveredInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Report that the goods were destroyed, which cannot be undone (登记已销毁). */
export type ReportDestroyedInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** Evidence of kind CERTIFICATE on the same document (凭证 ID). */
  certificateEvidenceId: Scalars['ID']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Report that the goods were handed to a carrier (登记已转寄). */
export type ReportForwardedInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** At most 100 characters (承运商). */
  carrier: Scalars['String']['input'];
  /** At most 100 characters (转寄运单号). */
  trackingNumber: Scalars['String']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Report that the goods were picked up (登记已提货). */
export type ReportPickedUpInput = {
  /** The reverse order (逆向管理单 ID). */
  id: Scalars['ID']['input'];
  /** Whose identity was checked; at most 100 characters (核验姓名). */
  verifiedName: Scalars['String']['input'];
  /** Refuse when the order is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What is done about an exception (异常处理). */
export type Resolution =
  /** Continue supply (继续来货) */
  | 'CONTINUE_SUPPLY'
  /** Terminate supply (终止来货) */
  | 'TERMINATE_SUPPLY'
  /** Supplement in the warehouse (平台仓内补收) */
  | 'IN_WAREHOUSE_SUPPLEMENT'
  /** Automatic supplement (自动建单补收) */
  | 'AUTO_DOCUMENT_SUPPLEMENT'
  /** Return problem parcel (问题包裹退货) */
  | 'RETURN_PARCEL'
  /** Return problem items (问题品退货) */
  | 'RETURN_PROBLEM_ITEMS'
  /** Rework problem items (问题品返修) */
  | 'REWORK_PROBLEM_ITEMS'
  /** Return defective items (不良品退货) */
  | 'RETURN_DEFECTIVE'
  /** Rework defective items (不良品返修) */
  | 'REWORK_DEFECTIVE'
  /** Rework all (全部返修) */
  | 'REWORK_ALL'
  /** Return all (全部退货) */
  | 'RETURN_ALL';

/** Conditions on a value that may not be there yet (按枚举值筛选). */
export type ResolutionFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<Resolution>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<Resolution>>;
  /** There is none yet, or there is one (为空). */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Decide what happens (处理异常). */
export type ResolveCaseInput = {
  /** The exception case (异常单 ID). */
  id: Scalars['ID']['input'];
  /** One that the rules admit (异常处理). */
  resolution: Resolution;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** How goods leave the warehouse again, or are given up (退货方式). */
export type ReturnMethod =
  /** Platform logistics (平台物流) */
  | 'PLATFORM_LOGISTICS'
  /** Self pickup (商家自提) */
  | 'SELF_PICKUP'
  /** Abandon (弃货) */
  | 'ABANDON';

/** Conditions on a value that may not be there yet (按枚举值筛选). */
export type ReturnMethodFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ReturnMethod>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ReturnMethod>>;
  /** There is none yet, or there is one (为空). */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Exactly one (退货方式). */
export type ReturnMethodInput =
  /** The platform sends the goods back (平台物流). */
  { platformLogistics: AddressChoiceInput; selfPickup?: never; abandon?: never; }
  |  /** Somebody comes (商家自提). */
  { platformLogistics?: never; selfPickup: ReturnSelfPickupInput; abandon?: never; }
  |  /** The goods are given up (弃货). */
  { platformLogistics?: never; selfPickup?: never; abandon: AbandonInput; };

/** All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID. */
export type ReturnOrderFilter = {
  /** All of these hold (且). */
  and?: InputMaybe<Array<ReturnOrderFilter>>;
  /** At least one of these holds (或). */
  or?: InputMaybe<Array<ReturnOrderFilter>>;
  /** This does not hold (非). */
  not?: InputMaybe<ReturnOrderFilter>;
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By number (单号). */
  number?: InputMaybe<StringFilter>;
  /** By state (单据状态). */
  state?: InputMaybe<ReturnOrderStateFilter>;
  /** By method (退货方式). */
  method?: InputMaybe<ReturnMethodFilter>;
  /** Any line's goods match (货品). */
  goodsItem?: InputMaybe<ItemFilter>;
  /** By warehouse (仓库). */
  warehouse?: InputMaybe<PartyFilter>;
  /** By cargo owner (货主). */
  cargoOwner?: InputMaybe<PartyFilter>;
  /** By merchant (商家). */
  merchant?: InputMaybe<PartyFilter>;
  /** By when it was entered (创建时间). */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By when it changed last (更新时间). */
  updatedAt?: InputMaybe<DateTimeFilter>;
  /** By deadlines (时限状态). */
  deadlineStatus?: InputMaybe<DeadlineStatusFilter>;
};

/** Where a return order stands (退货单状态). */
export type ReturnOrderState =
  /** To be confirmed (待确认) */
  | 'PENDING_CONFIRMATION'
  /** Awaiting packing (待打包) */
  | 'AWAITING_PACKING'
  /** Awaiting shipment (待发货) */
  | 'AWAITING_SHIPMENT'
  /** Awaiting pickup (待自提) */
  | 'AWAITING_PICKUP'
  /** Shipped (已发货) */
  | 'SHIPPED'
  /** Awaiting disposal (待处置) */
  | 'AWAITING_DISPOSAL'
  /** Signed for (完成签收) */
  | 'SIGNED'
  /** Disposed of (已处置) */
  | 'DISPOSED'
  /** Cancelled (已取消) */
  | 'CANCELLED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ReturnOrderStateFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ReturnOrderState>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ReturnOrderState>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ReturnOrderState>>;
};

/** What a return order takes back (退货范围). */
export type ReturnScope =
  /** Problem items (问题品) */
  | 'PROBLEM_ITEMS'
  /** Whole parcel (整个包裹) */
  | 'WHOLE_PARCEL'
  /** Whole delivery note (整张送货单) */
  | 'WHOLE_NOTE';

/** Somebody comes and takes the goods (商家自提). */
export type ReturnSelfPickupInput = {
  /** In the future (预计提货时间). */
  expectedPickupAt: Scalars['DateTime']['input'];
  /** Pickup person; at most 100 characters (提货人). */
  contactName: Scalars['String']['input'];
  /** E.164, or a Chinese number (联系方式). */
  contactPhone: Scalars['PhoneNumber']['input'];
  /** At most 500 characters (备注). */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/** Why the parcel turned back (逆向原因); never changes, also after a customs outcome is decided. */
export type ReverseCause =
  /** Customs (清关) */
  | 'CUSTOMS'
  /** Interception or refusal (拦截拒收) */
  | 'INTERCEPTION'
  /** Interception in the warehouse (仓拦截) */
  | 'WAREHOUSE_INTERCEPTION';

/** Exception status (异常情况): derived from the cases linked to the reverse order. */
export type ReverseExceptionStatus =
  /** No exception now (当前无异常) */
  | 'NONE'
  /** Exception pending (异常待处理) */
  | 'PENDING'
  /** Exception closed (异常完结) */
  | 'CLOSED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ReverseExceptionStatusFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ReverseExceptionStatus>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ReverseExceptionStatus>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ReverseExceptionStatus>>;
};

/** All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels (a filter without them is one), else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID, because it would quietly match everything. */
export type ReverseOrderFilter = {
  /** All of these hold (且). */
  and?: InputMaybe<Array<ReverseOrderFilter>>;
  /** At least one of these holds (或). */
  or?: InputMaybe<Array<ReverseOrderFilter>>;
  /** This does not hold (非). */
  not?: InputMaybe<ReverseOrderFilter>;
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By pasted numbers (单号). */
  numbers?: InputMaybe<NumberFilter>;
  /** By type (逆向类型). */
  type?: InputMaybe<ReverseTypeFilter>;
  /** By state (单据状态). */
  state?: InputMaybe<ReverseOrderStateFilter>;
  /** By exception status (异常情况). */
  exceptionStatus?: InputMaybe<ReverseExceptionStatusFilter>;
  /** By pickup method (提货方式). */
  pickupMethod?: InputMaybe<PickupMethodFilter>;
  /** By business model (经营方式). */
  businessModel?: InputMaybe<BusinessModelFilter>;
  /** Any line's product matches (商品). */
  product?: InputMaybe<ItemFilter>;
  /** Any line's goods match (货品). */
  goodsItem?: InputMaybe<ItemFilter>;
  /** By warehouse (仓库). */
  warehouse?: InputMaybe<PartyFilter>;
  /** By cargo owner (货主). */
  cargoOwner?: InputMaybe<PartyFilter>;
  /** By merchant (商家). */
  merchant?: InputMaybe<PartyFilter>;
  /** By service provider (服务商). */
  serviceProvider?: InputMaybe<PartyFilter>;
  /** By when it was entered (创建时间). */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By when it changed last (更新时间). */
  updatedAt?: InputMaybe<DateTimeFilter>;
  /** By deadlines (时限状态). */
  deadlineStatus?: InputMaybe<DeadlineStatusFilter>;
};

/** One kind of goods in the parcel (货品明细). */
export type ReverseOrderLineInput = {
  /** The goods' id in the merchant's catalogue (货品 ID). */
  goodsExternalId: Scalars['String']['input'];
  /** At least 1 (数量). */
  quantity: Scalars['Int']['input'];
  /** At most 100 characters (批次号). */
  lotNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Ids (at most 500, each counted once; none is INVALID), or everything that a filter matches now (at most 500) (选择范围). */
export type ReverseOrderSelection =
  /** These orders (单据 ID). */
  { ids: Array<Scalars['ID']['input']>; filter?: never; }
  |  /** Whatever matches (筛选条件). */
  { ids?: never; filter: ReverseOrderFilter; };

/** What to sort by; several count in their order, the id decides last (排序). */
export type ReverseOrderSort = {
  /** What to sort by (排序字段). */
  field: ReverseOrderSortField;
  /** Which end comes first (排序方向). */
  direction?: SortDirection;
};

/** What reverse orders can be sorted by (排序字段). */
export type ReverseOrderSortField =
  /** Created (创建时间) */
  | 'CREATED_AT'
  /** Updated (更新时间) */
  | 'UPDATED_AT'
  /** Number (单号) */
  | 'NUMBER';

/** Where a reverse order stands (单据状态). */
export type ReverseOrderState =
  /** Awaiting decision (待清关结果) */
  | 'AWAITING_DECISION'
  /** Awaiting pickup registration (待登记提货) */
  | 'AWAITING_PICKUP_REGISTRATION'
  /** Awaiting destruction confirmation (待确认销毁) */
  | 'AWAITING_DESTRUCTION_CONFIRMATION'
  /** Parcel awaiting pickup (包裹待提货) */
  | 'AWAITING_PICKUP'
  /** Parcel awaiting destruction (包裹待销毁) */
  | 'AWAITING_DESTRUCTION'
  /** Picked up (已提货) */
  | 'PICKED_UP'
  /** Forwarded (已转寄) */
  | 'FORWARDED'
  /** Delivered (已送达) */
  | 'DELIVERED'
  /** Destroyed (已销毁) */
  | 'DESTROYED'
  /** Completed (已完成) */
  | 'COMPLETED'
  /** Cancelled (已取消) */
  | 'CANCELLED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ReverseOrderStateFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ReverseOrderState>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ReverseOrderState>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ReverseOrderState>>;
};

/** Why and whither a parcel turns back (逆向类型). CUSTOMS_CLEARANCE_FAILED (清关失败) is a parcel whose outcome is not decided yet; deciding makes it RETURN_SHIPMENT (退运) or DESTRUCTION (销毁). */
export type ReverseType =
  /** Customs clearance failed (清关失败) */
  | 'CUSTOMS_CLEARANCE_FAILED'
  /** Return shipment (退运) */
  | 'RETURN_SHIPMENT'
  /** Destruction (销毁) */
  | 'DESTRUCTION'
  /** Intercepted or refused (拦截拒收) */
  | 'INTERCEPT_REJECTED'
  /** Intercepted in the warehouse (仓拦截成功) */
  | 'WAREHOUSE_INTERCEPTED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type ReverseTypeFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<ReverseType>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<ReverseType>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<ReverseType>>;
};

/** A token is good no longer (吊销令牌). */
export type RevokeApiTokenInput = {
  /** The token (令牌 ID). */
  id: Scalars['ID']['input'];
};

/** What an account is (角色). */
export type Role =
  /** Merchant (商家) */
  | 'MERCHANT'
  /** Service provider (服务商) */
  | 'SERVICE_PROVIDER'
  /** Platform operator (平台运营) */
  | 'PLATFORM_OPERATOR'
  /** Partner (合作伙伴) */
  | 'PARTNER';

/** Somebody comes and takes the goods (自提). */
export type SelfPickupInput = {
  /** In the future (预计提货时间). */
  expectedPickupAt: Scalars['DateTime']['input'];
  /** Pickup person; at most 100 characters (提货人). */
  contactName: Scalars['String']['input'];
  /** E.164, or a Chinese number (联系方式). */
  contactPhone: Scalars['PhoneNumber']['input'];
  /** At most 500 characters (备注). */
  remark?: InputMaybe<Scalars['String']['input']>;
};

/** A case on a reverse order has no rule: it is settled with a written outcome, and CLOSED (处理完结). */
export type SettleCaseInput = {
  /** The exception case (异常单 ID). */
  id: Scalars['ID']['input'];
  /** At most 500 characters (处理结果). */
  outcome: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The goods are with the carrier (退货发出). */
export type ShipReturnInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** At most 100 characters (承运商). */
  carrier: Scalars['String']['input'];
  /** At most 100 characters (退货运单号). */
  trackingNumber: Scalars['String']['input'];
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The goods arrived (签收退货). */
export type SignReturnInput = {
  /** The return order (退货单 ID). */
  id: Scalars['ID']['input'];
  /** What is missing of what was sent; at least one line where it is given (短少货品). */
  shortfall?: InputMaybe<Array<CaseLineInput>>;
  /** Refuse when it is not at this version any more (期望版本). */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The same key with the same input, within 24 hours, is done once (幂等键); at most 100 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Which end comes first (排序方向). */
export type SortDirection =
  /** Ascending (升序) */
  | 'ASC'
  /** Descending (降序) */
  | 'DESC';

/** All given conditions must hold (筛选条件). `and`, `or`, `not` nest up to 5 levels, else INVALID; an empty `and` holds, an empty `or` does not. A null condition counts as left out; a null operator inside one is INVALID. */
export type StockOrderFilter = {
  /** All of these hold (且). */
  and?: InputMaybe<Array<StockOrderFilter>>;
  /** At least one of these holds (或). */
  or?: InputMaybe<Array<StockOrderFilter>>;
  /** This does not hold (非). */
  not?: InputMaybe<StockOrderFilter>;
  /** By id (ID). */
  id?: InputMaybe<IdFilter>;
  /** By number (单号). */
  number?: InputMaybe<StringFilter>;
  /** By state (单据状态). */
  state?: InputMaybe<StockOrderStateFilter>;
  /** By mode (备货模式). */
  mode?: InputMaybe<FulfilmentModeFilter>;
  /** Any line's goods match (货品). */
  goodsItem?: InputMaybe<ItemFilter>;
  /** By warehouse (仓库). */
  warehouse?: InputMaybe<PartyFilter>;
  /** By cargo owner (货主). */
  cargoOwner?: InputMaybe<PartyFilter>;
  /** By merchant (商家). */
  merchant?: InputMaybe<PartyFilter>;
  /** By when it was entered (创建时间). */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By when it changed last (更新时间). */
  updatedAt?: InputMaybe<DateTimeFilter>;
  /** By deadlines (时限状态). */
  deadlineStatus?: InputMaybe<DeadlineStatusFilter>;
};

/** What a stock order came from (订单来源). */
export type StockOrderOrigin =
  /** Ordered by the platform (平台下单) */
  | 'PLATFORM'
  /** Resupply (异常补货) */
  | 'RESUPPLY'
  /** Automatic supplement (自动建单补收) */
  | 'AUTO_SUPPLEMENT';

/** Where a stock order stands (备货订单状态). */
export type StockOrderState =
  /** To be confirmed (待确认) */
  | 'PENDING_CONFIRMATION'
  /** Accepted (已接单) */
  | 'ACCEPTED'
  /** Partially shipped (部分发货) */
  | 'PARTIALLY_SHIPPED'
  /** Shipped (已发货) */
  | 'SHIPPED'
  /** Received (已收货) */
  | 'RECEIVED'
  /** Rejected (已拒单) */
  | 'REJECTED'
  /** Expired (已超时关闭) */
  | 'EXPIRED'
  /** Cancelled (已取消) */
  | 'CANCELLED';

/** Conditions on a value of an enumeration (按枚举值筛选). */
export type StockOrderStateFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<StockOrderState>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<StockOrderState>>;
  /** Is none of these (不属于). */
  notIn?: InputMaybe<Array<StockOrderState>>;
};

/** Conditions on a text (按文本筛选). All operators ignore case and full or half width. */
export type StringFilter = {
  /** Is this (等于). */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** Is one of these; an empty list matches nothing (属于). */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Any substring, one Chinese character included; a blank one is INVALID (包含). */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** Begins with this (开头为). */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** What a work ticket is about (工单类型). */
export type TicketCategory =
  /** Return progress (退货进度) */
  | 'RETURN_PROGRESS'
  /** Compensation query (赔付咨询) */
  | 'COMPENSATION_QUERY'
  /** Document missing (单据缺失) */
  | 'DOCUMENT_MISSING'
  /** Other (其他) */
  | 'OTHER';

/** Where a work ticket stands (工单状态). */
export type TicketState =
  /** Open (待处理) */
  | 'OPEN'
  /** Waiting for the merchant (待商家回复) */
  | 'WAITING_MERCHANT'
  /** Waiting for the platform (待平台回复) */
  | 'WAITING_PLATFORM'
  /** Resolved (已解决) */
  | 'RESOLVED'
  /** Closed (已关闭) */
  | 'CLOSED';

/** The kinds of warehouses (仓库类型). */
export type WarehouseKind =
  /** Platform warehouse (平台仓) */
  | 'PLATFORM'
  /** Collection warehouse (集货仓) */
  | 'COLLECTION'
  /** Bonded warehouse (保税仓) */
  | 'BONDED';

export type AuditEventsQueryVariables = Exact<{
  kinds?: InputMaybe<Array<DocumentKind> | DocumentKind>;
  before?: InputMaybe<Scalars['String']['input']>;
}>;


export type AuditEventsQuery = { page: { nodes: Array<{ seq?: number | null, hash?: string | null, subjectKind: DocumentKind, id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, subject?:
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
       | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasPreviousPage: boolean, startCursor?: string | null } } };

export type ChainHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type ChainHeadQuery = { events: { nodes: Array<{ seq?: number | null, hash?: string | null, at: string }> } };

export type DeliveryNotesQueryVariables = Exact<{
  filter?: InputMaybe<DeliveryNoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type DeliveryNotesQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: DeliveryNoteState, stateLabel: string, createdAt: string, updatedAt: string, logistics: DeliveryLogistics, trackingNumbers: Array<string>, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, stockOrder: { number: string }, lines: Array<{ declaredQuantity: number, receivedQuantity: number, problemQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, exceptionCases: Array<{ id: string }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, facets: { tabs: Array<{ value: DeliveryNoteState, count: number }> } } };

export type DeliveryNoteRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: DeliveryNoteState, stateLabel: string, createdAt: string, updatedAt: string, logistics: DeliveryLogistics, trackingNumbers: Array<string>, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, stockOrder: { number: string }, lines: Array<{ declaredQuantity: number, receivedQuantity: number, problemQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, exceptionCases: Array<{ id: string }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type DeliveryNoteDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type DeliveryNoteDetailQuery = { document?: { state: DeliveryNoteState, logistics: DeliveryLogistics, trackingNumbers: Array<string>, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, stockOrder: { id: string, kind: DocumentKind, number: string, stateLabel: string }, supplementOf?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, cartons: Array<{ mark?: string | null, relabelled: boolean }>, lines: Array<{ declaredQuantity: number, receivedQuantity: number, passedQuantity: number, problemQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, exceptionCases: Array<{ type: ExceptionType, id: string, kind: DocumentKind, number: string, stateLabel: string }>, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type DeliveryNoteDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type ConfirmSendMutationVariables = Exact<{
  input: ConfirmSendInput;
}>;


export type ConfirmSendMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CancelDeliveryNoteMutationVariables = Exact<{
  input: CancelInput;
}>;


export type CancelDeliveryNoteMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type AdvanceDeliveryNoteMutationVariables = Exact<{
  input: AdvanceDeliveryNoteInput;
}>;


export type AdvanceDeliveryNoteMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ApiTokensQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiTokensQuery = { tokens: Array<{ id: string, name: string, prefix: string, scopes: Array<string>, createdAt: string, lastUsedAt?: string | null, expiresAt?: string | null, revokedAt?: string | null }> };

export type OwnTokenFragment = { id: string, name: string, prefix: string, scopes: Array<string>, createdAt: string, lastUsedAt?: string | null, expiresAt?: string | null, revokedAt?: string | null };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { done: { token?: string | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type RevokeApiTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;


export type RevokeApiTokenMutation = { done: { userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ExceptionCasesQueryVariables = Exact<{
  filter?: InputMaybe<ExceptionCaseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type ExceptionCasesQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: ExceptionCaseState, stateLabel: string, createdAt: string, updatedAt: string, type: ExceptionType, typeLabel: string, stage: InboundStage, orderKind?: OrderKind | null, resolutionLabel?: string | null, scheme?: MerchantScheme | null, deliveryNote?: { number: string } | null, reverseOrder?: { number: string } | null, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, affectedLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, pendingActions: Array<{ action: Action, role: Role, dueAt?: string | null, penaltyRisk: boolean, document:
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
          | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
         }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, facets: { tabs: Array<{ value: ExceptionCaseState, count: number }> } } };

export type ExceptionCaseRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: ExceptionCaseState, stateLabel: string, createdAt: string, updatedAt: string, type: ExceptionType, typeLabel: string, stage: InboundStage, orderKind?: OrderKind | null, resolutionLabel?: string | null, scheme?: MerchantScheme | null, deliveryNote?: { number: string } | null, reverseOrder?: { number: string } | null, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, affectedLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, pendingActions: Array<{ action: Action, role: Role, dueAt?: string | null, penaltyRisk: boolean, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
     }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type PendingFragment = { action: Action, role: Role, dueAt?: string | null, penaltyRisk: boolean, document:
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
    | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
   };

export type ExceptionCaseDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type ExceptionCaseDetailQuery = { document?: { state: ExceptionCaseState, type: ExceptionType, typeLabel: string, subtype?: ExceptionSubtype | null, stage: InboundStage, orderKind?: OrderKind | null, detail?: string | null, proposedResolution?: Resolution | null, resolution?: Resolution | null, resolutionLabel?: string | null, scheme?: MerchantScheme | null, outcome?: string | null, resolvedAt?: string | null, closedAt?: string | null, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, resolvedBy?: { name: string } | null, deliveryNote?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, reverseOrder?: { id: string, kind: DocumentKind, number: string } | null, affectedLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, options: Array<{ id: string, type: ExceptionType, subtype?: ExceptionSubtype | null, resolution: Resolution, orderKinds: Array<OrderKind>, originalNote: OriginalNoteEffect, newDeliveryNote?: NewNoteEffect | null, newStockOrder?: NewOrderEffect | null, returnScope?: ReturnScope | null, compensation: boolean, jitPenaltyRisk: boolean, opensTicket?: TicketCategory | null, scheme: MerchantScheme, merchantActions: Array<Action>, guidance: string }>, pendingActions: Array<{ action: Action, role: Role, dueAt?: string | null, penaltyRisk: boolean, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> }
       }>, spawned: Array<
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
    >, compensation?: { state: CompensationState, basisQuantity: number, amount?: string | null, currency?: string | null } | null, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type PiecesFragment = { quantity: number, goodsItem: { id: string, externalId: string, name: string } };

export type PreviewResolutionQueryVariables = Exact<{
  caseId: Scalars['ID']['input'];
  resolution: Resolution;
}>;


export type PreviewResolutionQuery = { preview?: { scheme: MerchantScheme, originalNoteState: DeliveryNoteState, compensation: boolean, newDeliveryNoteLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, newStockOrderLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, returnOrderLines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, pendingActions: Array<{ action: Action, role: Role, documentKind: DocumentKind, dueAt?: string | null, penaltyRisk: boolean }> } | null };

export type ExceptionCaseDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type OpenExceptionCaseMutationVariables = Exact<{
  input: OpenExceptionCaseInput;
}>;


export type OpenExceptionCaseMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ProposeResolutionMutationVariables = Exact<{
  input: ProposeResolutionInput;
}>;


export type ProposeResolutionMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ResolveCaseMutationVariables = Exact<{
  input: ResolveCaseInput;
}>;


export type ResolveCaseMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type SettleCaseMutationVariables = Exact<{
  input: SettleCaseInput;
}>;


export type SettleCaseMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type DismissCaseMutationVariables = Exact<{
  input: DismissCaseInput;
}>;


export type DismissCaseMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReturnOrdersQueryVariables = Exact<{
  filter?: InputMaybe<ReturnOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type ReturnOrdersQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: ReturnOrderState, stateLabel: string, createdAt: string, updatedAt: string, scope: ReturnScope, method?: ReturnMethod | null, carrier?: string | null, trackingNumber?: string | null, scheduledPickupAt?: string | null, sourceCase: { number: string, typeLabel: string }, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, lines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, facets: { tabs: Array<{ value: ReturnOrderState, count: number }> } } };

export type ReturnOrderRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: ReturnOrderState, stateLabel: string, createdAt: string, updatedAt: string, scope: ReturnScope, method?: ReturnMethod | null, carrier?: string | null, trackingNumber?: string | null, scheduledPickupAt?: string | null, sourceCase: { number: string, typeLabel: string }, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, lines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type ReturnOrderDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type ReturnOrderDetailQuery = { document?: { state: ReturnOrderState, scope: ReturnScope, method?: ReturnMethod | null, carrier?: string | null, trackingNumber?: string | null, scheduledPickupAt?: string | null, signedAt?: string | null, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, sourceCase: { id: string, kind: DocumentKind, number: string, typeLabel: string, resolutionLabel?: string | null }, lines: Array<{ quantity: number, packedQuantity?: number | null, signedQuantity?: number | null, goodsItem: { id: string, externalId: string, name: string } }>, entry?: { method: ReturnMethod, expectedPickupAt?: string | null, contactName?: string | null, contactPhone?: string | null, remark?: string | null, submittedAt: string, address?: { recipient: string, phone: string, country: string, region: string, city: string, district?: string | null, line1: string, line2?: string | null, postalCode?: string | null } | null, submittedBy: { name: string } } | null, certificate?: { fileName: string, url?: string | null } | null, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type ReturnOrderDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type EnterReturnMethodMutationVariables = Exact<{
  input: EnterReturnMethodInput;
}>;


export type EnterReturnMethodMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type PackReturnMutationVariables = Exact<{
  input: PackReturnInput;
}>;


export type PackReturnMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ShipReturnMutationVariables = Exact<{
  input: ShipReturnInput;
}>;


export type ShipReturnMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CollectReturnMutationVariables = Exact<{
  input: CollectReturnInput;
}>;


export type CollectReturnMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type SignReturnMutationVariables = Exact<{
  input: SignReturnInput;
}>;


export type SignReturnMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ForceAbandonMutationVariables = Exact<{
  input: ForceAbandonInput;
}>;


export type ForceAbandonMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type DisposeReturnMutationVariables = Exact<{
  input: DisposeReturnInput;
}>;


export type DisposeReturnMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CancelReturnOrderMutationVariables = Exact<{
  input: CancelInput;
}>;


export type CancelReturnOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReverseOrdersQueryVariables = Exact<{
  filter?: InputMaybe<ReverseOrderFilter>;
  sort?: InputMaybe<Array<ReverseOrderSort> | ReverseOrderSort>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type ReverseOrdersQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: ReverseOrderState, stateLabel: string, createdAt: string, updatedAt: string, type: ReverseType, businessModel: BusinessModel, exceptionStatus: ReverseExceptionStatus, pickupMethod?: PickupMethod | null, orderNumber: string, salesReturnNumber?: string | null, totalQuantity: number, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, serviceProvider: { name: string }, lines: Array<{ goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, facets: { tabs: Array<{ value: ReverseType, count: number }> } } };

export type ReverseOrderRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: ReverseOrderState, stateLabel: string, createdAt: string, updatedAt: string, type: ReverseType, businessModel: BusinessModel, exceptionStatus: ReverseExceptionStatus, pickupMethod?: PickupMethod | null, orderNumber: string, salesReturnNumber?: string | null, totalQuantity: number, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, serviceProvider: { name: string }, lines: Array<{ goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type ReverseOrderDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type ReverseOrderDetailQuery = { document?: { state: ReverseOrderState, type: ReverseType, cause: ReverseCause, businessModel: BusinessModel, exceptionStatus: ReverseExceptionStatus, orderNumber: string, salesReturnNumber?: string | null, totalQuantity: number, forwardTrackingNumber?: string | null, reverseTrackingNumber?: string | null, reason?: string | null, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, serviceProvider: { name: string }, lines: Array<{ quantity: number, goodsItem: { id: string, externalId: string, name: string } }>, pickup?: { method: PickupMethod, expectedPickupAt?: string | null, contactName: string, contactPhone: string, remark?: string | null, submittedAt: string, address?: { recipient: string, phone: string, country: string, region: string, city: string, district?: string | null, line1: string, line2?: string | null, postalCode?: string | null } | null, submittedBy: { name: string } } | null, destruction?: { confirmedAt: string, destroyedAt?: string | null, confirmedBy: { name: string }, certificate?: { fileName: string } | null } | null, handover?: { verifiedName?: string | null, carrier?: string | null, trackingNumber?: string | null, reportedAt: string, reportedBy: { name: string } } | null, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type RegisterPickupMutationVariables = Exact<{
  input: RegisterPickupInput;
}>;


export type RegisterPickupMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type RegisterPickupBatchMutationVariables = Exact<{
  input: RegisterPickupBatchInput;
}>;


export type RegisterPickupBatchMutation = { done: { batch?: { requested: number, applied: number, items: Array<{ id: string, number?: string | null, outcome: BatchOutcome, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ConfirmDestructionMutationVariables = Exact<{
  input: ConfirmDestructionInput;
}>;


export type ConfirmDestructionMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ConfirmDestructionBatchMutationVariables = Exact<{
  input: ConfirmDestructionBatchInput;
}>;


export type ConfirmDestructionBatchMutation = { done: { batch?: { requested: number, applied: number, items: Array<{ id: string, number?: string | null, outcome: BatchOutcome, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> }> } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type BatchFragment = { requested: number, applied: number, items: Array<{ id: string, number?: string | null, outcome: BatchOutcome, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> }> };

export type ReverseOrderDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type ConfirmHandlingMutationVariables = Exact<{
  input: ConfirmHandlingInput;
}>;


export type ConfirmHandlingMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type DecideCustomsOutcomeMutationVariables = Exact<{
  input: DecideCustomsOutcomeInput;
}>;


export type DecideCustomsOutcomeMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReportPickedUpMutationVariables = Exact<{
  input: ReportPickedUpInput;
}>;


export type ReportPickedUpMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReportForwardedMutationVariables = Exact<{
  input: ReportForwardedInput;
}>;


export type ReportForwardedMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReportDeliveredMutationVariables = Exact<{
  input: ReportDeliveredInput;
}>;


export type ReportDeliveredMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReportDestroyedMutationVariables = Exact<{
  input: ReportDestroyedInput;
}>;


export type ReportDestroyedMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CancelReverseOrderMutationVariables = Exact<{
  input: CancelInput;
}>;


export type CancelReverseOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ExceptionRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ExceptionRulesQuery = { rules: Array<{ id: string, type: ExceptionType, subtype?: ExceptionSubtype | null, resolution: Resolution, orderKinds: Array<OrderKind>, originalNote: OriginalNoteEffect, newDeliveryNote?: NewNoteEffect | null, newStockOrder?: NewOrderEffect | null, returnScope?: ReturnScope | null, compensation: boolean, jitPenaltyRisk: boolean, opensTicket?: TicketCategory | null, scheme: MerchantScheme, merchantActions: Array<Action>, guidance: string }> };

export type RuleFragment = { id: string, type: ExceptionType, subtype?: ExceptionSubtype | null, resolution: Resolution, orderKinds: Array<OrderKind>, originalNote: OriginalNoteEffect, newDeliveryNote?: NewNoteEffect | null, newStockOrder?: NewOrderEffect | null, returnScope?: ReturnScope | null, compensation: boolean, jitPenaltyRisk: boolean, opensTicket?: TicketCategory | null, scheme: MerchantScheme, merchantActions: Array<Action>, guidance: string };

export type CreateAddressMutationVariables = Exact<{
  input: CreateAddressInput;
}>;


export type CreateAddressMutation = { done: { userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type StockOrdersQueryVariables = Exact<{
  filter?: InputMaybe<StockOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type StockOrdersQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: StockOrderState, stateLabel: string, createdAt: string, updatedAt: string, orderKind: OrderKind, mode: FulfilmentMode, origin: StockOrderOrigin, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, lines: Array<{ orderedQuantity: number, shippedQuantity: number, receivedQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null }, facets: { tabs: Array<{ value: StockOrderState, count: number }> } } };

export type StockOrderRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: StockOrderState, stateLabel: string, createdAt: string, updatedAt: string, orderKind: OrderKind, mode: FulfilmentMode, origin: StockOrderOrigin, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, lines: Array<{ orderedQuantity: number, shippedQuantity: number, receivedQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type StockOrderDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type StockOrderDetailQuery = { document?: { state: StockOrderState, orderKind: OrderKind, mode: FulfilmentMode, origin: StockOrderOrigin, acceptBy?: string | null, shipBy?: string | null, arriveBy?: string | null, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, lines: Array<{ orderedQuantity: number, shippedQuantity: number, receivedQuantity: number, goodsItem: { id: string, externalId: string, name: string } }>, penalties: Array<{ reason: PenaltyReason, state: PenaltyState, at: string }>, sourceCase?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, deliveryNotes: Array<{ state: DeliveryNoteState, createdAt: string, id: string, kind: DocumentKind, number: string, stateLabel: string, supplementOf?: { id: string } | null, lines: Array<{ declaredQuantity: number, goodsItem: { id: string } }> }>, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type StockOrderDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type CreateStockOrderMutationVariables = Exact<{
  input: CreateStockOrderInput;
}>;


export type CreateStockOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type AcceptStockOrderMutationVariables = Exact<{
  input: AcceptStockOrderInput;
}>;


export type AcceptStockOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type RejectStockOrderMutationVariables = Exact<{
  input: RejectStockOrderInput;
}>;


export type RejectStockOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CancelStockOrderMutationVariables = Exact<{
  input: CancelInput;
}>;


export type CancelStockOrderMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CreateDeliveryNoteMutationVariables = Exact<{
  input: CreateDeliveryNoteInput;
}>;


export type CreateDeliveryNoteMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type WorkTicketsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type WorkTicketsQuery = { page: { totalCount: number, nodes: Array<{ id: string, number: string, kind: DocumentKind, version: number, state: TicketState, stateLabel: string, createdAt: string, updatedAt: string, category: TicketCategory, merchant: { name: string }, warehouse?: { name: string } | null, subject?:
        | { number: string }
        | { number: string }
        | { number: string }
        | { number: string }
        | { number: string }
        | { number: string }
       | null, messages: Array<{ body: string, author: { role?: Role | null } }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

export type WorkTicketRowFragment = { id: string, number: string, kind: DocumentKind, version: number, state: TicketState, stateLabel: string, createdAt: string, updatedAt: string, category: TicketCategory, merchant: { name: string }, warehouse?: { name: string } | null, subject?:
    | { number: string }
    | { number: string }
    | { number: string }
    | { number: string }
    | { number: string }
    | { number: string }
   | null, messages: Array<{ body: string, author: { role?: Role | null } }>, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }> };

export type WorkTicketDetailQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type WorkTicketDetailQuery = { document?: { state: TicketState, category: TicketCategory, id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, subject?:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     | null, messages: Array<{ body: string, at: string, author: { id?: string | null, name: string, role?: Role | null } }>, merchant: { name: string }, warehouse?: { name: string } | null, cargoOwner?: { name: string } | null, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }>, links: Array<{ relation: LinkRelation, document:
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
        | { id: string, kind: DocumentKind, number: string, stateLabel: string }
       }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } } | null };

export type TicketSubjectQueryVariables = Exact<{
  by: DocumentBy;
}>;


export type TicketSubjectQuery = { reverseOrder?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, exceptionCase?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, returnOrder?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, stockOrder?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null, deliveryNote?: { id: string, kind: DocumentKind, number: string, stateLabel: string } | null };

export type WorkTicketDoneFragment = { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> };

export type OpenTicketMutationVariables = Exact<{
  input: OpenTicketInput;
}>;


export type OpenTicketMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type ReplyTicketMutationVariables = Exact<{
  input: ReplyTicketInput;
}>;


export type ReplyTicketMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type CloseTicketMutationVariables = Exact<{
  input: CloseTicketInput;
}>;


export type CloseTicketMutation = { done: { document?: { id: string, number: string, version: number } | null, userErrors: Array<{ code: ErrorCode, message: string, field?: Array<string> | null }> } };

export type TaskSummaryQueryVariables = Exact<{ [key: string]: never; }>;


export type TaskSummaryQuery = { queues: Array<{ action: Action, total: number, dueSoon: number, overdue: number, penaltyRisk: number }> };

export type TasksQueryVariables = Exact<{
  action?: InputMaybe<Action>;
  status?: InputMaybe<DeadlineStatus>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type TasksQuery = { page: { totalCount: number, nodes: Array<{ action: Action, dueAt?: string | null, status: DeadlineStatus, penaltyRisk: boolean, document:
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse: { name: string } }
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse: { name: string } }
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse: { name: string } }
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse: { name: string } }
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse: { name: string } }
        | { id: string, kind: DocumentKind, number: string, version: number, stateLabel: string, merchant: { name: string }, warehouse?: { name: string } | null }
       }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

export type ReadableQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadableQuery = { REVERSE_ORDER: { totalCount: number }, EXCEPTION_CASE: { totalCount: number }, RETURN_ORDER: { totalCount: number }, STOCK_ORDER: { totalCount: number }, DELIVERY_NOTE: { totalCount: number } };

export type TodayQueryVariables = Exact<{ [key: string]: never; }>;


export type TodayQuery = { events: { nodes: Array<{ subjectKind: DocumentKind, id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, subject?:
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
        | { id: string, kind: DocumentKind, number: string }
       | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }> } };

export type MovedFragment = { subjectKind: DocumentKind, id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, subject?:
    | { id: string, kind: DocumentKind, number: string }
    | { id: string, kind: DocumentKind, number: string }
    | { id: string, kind: DocumentKind, number: string }
    | { id: string, kind: DocumentKind, number: string }
    | { id: string, kind: DocumentKind, number: string }
    | { id: string, kind: DocumentKind, number: string }
   | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } };

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { viewer: { id: string, name: string, role: Role, scopes: Array<string>, maskedFields: Array<string>, merchants: Array<{ code: string, name: string }>, warehouses: Array<{ code: string, name: string }> }, glossary: Array<{ enum: string, value: string, zh: string, en: string }> };

type Head_DeliveryNote_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

type Head_ExceptionCase_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

type Head_ReturnOrder_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

type Head_ReverseOrder_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

type Head_StockOrder_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse: { name: string }, cargoOwner: { name: string }, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

type Head_WorkTicket_Fragment = { id: string, number: string, kind: DocumentKind, version: number, stateLabel: string, updatedAt: string, merchant: { name: string }, warehouse?: { name: string } | null, cargoOwner?: { name: string } | null, availableActions: Array<{ action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null }>, deadlines: Array<{ kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean }> };

export type HeadFragment =
  | Head_DeliveryNote_Fragment
  | Head_ExceptionCase_Fragment
  | Head_ReturnOrder_Fragment
  | Head_ReverseOrder_Fragment
  | Head_StockOrder_Fragment
  | Head_WorkTicket_Fragment
;

export type AllowedFragment = { action: Action, enabled: boolean, requiresConfirmation: boolean, irreversible: boolean, disabledReason?: { message: string } | null };

export type DueFragment = { kind: DeadlineKind, dueAt: string, status: DeadlineStatus, penaltyRisk: boolean };

type Linked_DeliveryNote_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

type Linked_ExceptionCase_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

type Linked_ReturnOrder_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

type Linked_ReverseOrder_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

type Linked_StockOrder_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

type Linked_WorkTicket_Fragment = { links: Array<{ relation: LinkRelation, document:
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
      | { id: string, kind: DocumentKind, number: string, stateLabel: string }
     }>, evidence: Array<{ id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } }>, timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } };

export type LinkedFragment =
  | Linked_DeliveryNote_Fragment
  | Linked_ExceptionCase_Fragment
  | Linked_ReturnOrder_Fragment
  | Linked_ReverseOrder_Fragment
  | Linked_StockOrder_Fragment
  | Linked_WorkTicket_Fragment
;

type Named_DeliveryNote_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

type Named_ExceptionCase_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

type Named_ReturnOrder_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

type Named_ReverseOrder_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

type Named_StockOrder_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

type Named_WorkTicket_Fragment = { id: string, kind: DocumentKind, number: string, stateLabel: string };

export type NamedFragment =
  | Named_DeliveryNote_Fragment
  | Named_ExceptionCase_Fragment
  | Named_ReturnOrder_Fragment
  | Named_ReverseOrder_Fragment
  | Named_StockOrder_Fragment
  | Named_WorkTicket_Fragment
;

export type PaperFragment = { id: string, kind: EvidenceKind, fileName: string, mimeType: string, sizeBytes: number, sha256: string, uploadedAt: string, url?: string | null, uploadedBy: { name: string, role?: Role | null } };

export type HappenedFragment = { id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } };

export type GoodsFragment = { id: string, externalId: string, name: string };

export type PlaceFragment = { recipient: string, phone: string, country: string, region: string, city: string, district?: string | null, line1: string, line2?: string | null, postalCode?: string | null };

export type RefusedFragment = { code: ErrorCode, message: string, field?: Array<string> | null };

export type ChangesSubscriptionVariables = Exact<{
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type ChangesSubscription = { changes: { cursor: string, event: { fromState?: string | null }, document?:
      | { id: string, kind: DocumentKind, version: number }
      | { id: string, kind: DocumentKind, version: number }
      | { id: string, kind: DocumentKind, version: number }
      | { id: string, kind: DocumentKind, version: number }
      | { id: string, kind: DocumentKind, version: number }
      | { id: string, kind: DocumentKind, version: number }
     | null } };

export type LastCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type LastCursorQuery = { events: { pageInfo: { endCursor?: string | null } } };

export type WarehousesQueryVariables = Exact<{
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type WarehousesQuery = { options: { nodes: Array<{ id: string, code: string, name: string }> } };

export type MerchantsQueryVariables = Exact<{
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type MerchantsQuery = { options: { nodes: Array<{ id: string, code: string, name: string }> } };

export type CargoOwnersQueryVariables = Exact<{
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type CargoOwnersQuery = { options: { nodes: Array<{ id: string, code: string, name: string }> } };

export type GoodsItemsQueryVariables = Exact<{
  search?: InputMaybe<Scalars['String']['input']>;
}>;


export type GoodsItemsQuery = { options: { nodes: Array<{ id: string, name: string, code: string }> } };

export type AddressesQueryVariables = Exact<{ [key: string]: never; }>;


export type AddressesQuery = { addresses: Array<{ id: string, label: string, isDefault: boolean, address: { recipient: string, phone: string, country: string, region: string, city: string, district?: string | null, line1: string, line2?: string | null, postalCode?: string | null } }> };

export type MoreTimelineQueryVariables = Exact<{
  id: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreTimelineQuery = { node?:
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | { timeline: { nodes: Array<{ id: string, at: string, action?: Action | null, actionLabel?: string | null, fromStateLabel?: string | null, toStateLabel?: string | null, changedValues: Array<{ name: string, label: string, value: string }>, actor: { name: string, role?: Role | null } }>, pageInfo: { hasNextPage: boolean, endCursor?: string | null } } }
    | Record<PropertyKey, never>
   | null };
