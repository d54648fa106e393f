import { useQuery } from '@tanstack/react-query'
import { CargoOwnersDocument, MerchantsDocument, WarehousesDocument } from '../../gen/lib'
import { ask } from '../../lib/api'

const PARTIES = {
  warehouses: WarehousesDocument,
  merchants: MerchantsDocument,
  cargoOwners: CargoOwnersDocument,
}

export type Parties = keyof typeof PARTIES

/** Warehouses, merchants or cargo owners that the viewer may see. */
export function useParties(of: Parties, search = '') {
  return useQuery({
    queryKey: ['parties', of, search],
    queryFn: async ({ signal }) =>
      (await ask(PARTIES[of], { search: search || null }, signal)).options.nodes,
    staleTime: 300_000,
  })
}
