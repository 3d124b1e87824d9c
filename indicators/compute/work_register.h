/* The working groups' own lines and the calendar of training, for the pages of their actions. From
 * the registers `werkgroepregel` and `scholingskalender`; a catalogue without them has none. */
#ifndef INDICATORS_WORK_REGISTER_H
#define INDICATORS_WORK_REGISTER_H

#include "engine/figures/period.h"
#include "engine/figures/work_register.h"
#include "indicators/compute/compute.h"

typedef struct {
    KmPeriod period;
    KmDate knowledge;             /* KM_DATE_OPEN: the latest received date in the store */
    const KmDeliverySieve *sieve; /* NULL: all deliveries */
} KmWorkRegisterRequest;

bool km_work_register_read(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                           const KmWorkRegisterRequest *request, KmWorkRegister *ret_register,
                           KmError *err) KM_MUST_USE;

#endif
