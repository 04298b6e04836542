"""Public ids of organizations in the place of the keys by which a source named them."""

from itertools import chain

from rapport.registry.document import Partner, PartnershipDocument


def resolve_organizations(document: PartnershipDocument, ids: dict[str, str]) -> PartnershipDocument:
    """The document with public ids in place of keys; two keys of one organization become one listing."""
    partners: dict[str, Partner] = {}
    for partner in document.partners:
        public_id = ids.get(partner.organization, partner.organization)
        known = partners.get(public_id)
        partners[public_id] = partner.model_copy(
            update={
                "organization": public_id,
                "role": "lead" if known and known.role == "lead" else partner.role,
                "roles": tuple(dict.fromkeys(chain(known.roles if known else (), partner.roles))),
                "as_listed": (*(known.as_listed if known else ()), *partner.as_listed),
            }
        )
    return document.model_copy(
        update={"partners": tuple(sorted(partners.values(), key=lambda each: each.organization))}
    )
