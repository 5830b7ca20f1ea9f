"""Rows become orders: each reason why one does not count, in the order in which they are tried."""

import pytest

from answers.order_history import read
from fit.choices import Choices
from fit.imported import Imported
from fit.refusals import Refused
from fit.written import counts
from tests.fit.exports import of_rows, of_text
from wording import Words

STATED = "订单号,会员ID,付款时间,实付金额,订单状态"
REFUNDED = "订单号,会员ID,付款时间,实付金额,退款金额"


def reasons(found: Imported) -> dict[str, int]:
    return {**found.dropped, **found.refused}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,", "blank_row"), (" ,\t,,", "blank_row"), ("合计,,,100.00", "total_row"),
        (",总计：,,9", "total_row"), ("A0,u0,2024-01-01,1.00", "duplicate"),
        ("A0,u0,2024-01-02,-0.50", "refund_row"), ("A1,u1,2024-02-30,5", "bad_date"),
        ("A1,u1,,5", "bad_date"), ("A1,u1,2024-01-02,--", "amount_missing"),
        ("A1,u1,2024-01-02,five", "bad_amount"), ("A1,,2024-01-02,5", "customer_missing"),
        ("A1,u1,2024-01-02,0.00", "zero"), ("A9,u9,2024-01-02,-5", "refund_without_order"),
        # the first reason that holds is the one
        ("A1,,2024-02-30,five", "bad_date"), ("A1,,2024-01-02,five", "bad_amount"),
    ])
def test_a_row_is_left_out_for_its_reason(row: str, reason: str) -> None:
    found = of_rows([row])
    assert reasons(found) == {reason: 1}
    assert found.orders == 1
    assert found.rows == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A1,u1,2024-01-02,5,等待买家付款", "unpaid"), ("A1,u1,,5,交易成功", "unpaid"),
        ("A1,u1,,five,交易关闭", "unpaid"), ("A1,u1,2024-02-30,5,交易关闭", "closed"),
        ("A1,u1,2024-01-02,5,VOIDED", "unpaid"), ("A1,u1,2024-01-02,5,退款成功", "fully_refunded"),
    ])
def test_a_status_says_why(row: str, reason: str) -> None:
    assert reasons(of_rows([row], STATED)) == {reason: 1}


def test_net_is_paid_less_refunds_on_the_orders_day() -> None:
    found = of_rows(["A1,u1,2024-01-02,10.00,2.50", "A1,u1,2024-03-01,-1.00,",
                     "A2,u2,2024-01-03,10.00,10.00"], REFUNDED)
    assert reasons(found) == {"refund_row": 1, "fully_refunded": 1}
    assert found.sales_cents == 100 + 650
    assert found.daily_orders.tolist() == [1, 1]


def test_stray_refunds_are_summed() -> None:
    found = of_rows(["A8,u8,2024-01-02,(5.00)", "A9,u9,2024-01-02,−7"])
    assert reasons(found) == {"refund_without_order": 2}
    assert found.stray_cents == -1200


def test_an_amount_that_stands_once_or_equal_on_all_rows_counts_once() -> None:
    head = "Name,Email,Paid at,Total,Lineitem name"
    first = "#{0},p{0}@x.com,2024-01-{1:02},10.00,shirt\n#{0},p{0}@x.com,,,trousers\n"
    again = "#{0},p{0}@x.com,2024-01-{1:02},10.00,shirt\n#{0},P{0}@x.com ,2024-01-{1:02},10.00,s\n"
    for rows in (first, again):
        found = of_text(f"{head}\n" + "".join(rows.format(n, n) for n in range(1, 20)))
        assert found.orders == 19
        assert found.customers == 19
        assert found.sales_cents == 19_000
        assert not found.questions


def test_lines_of_different_amounts_are_summed() -> None:
    rows = [f"A{n},u{n},2024-01-02,{n}.00\nA{n},u{n},2024-01-02,0.50" for n in range(1, 11)]
    found = of_rows(rows)
    assert found.orders == 11
    assert found.sales_cents == 100 + 5500 + 500
    assert not found.questions


def test_between_it_is_asked_and_lines_with_ids_are_summed() -> None:
    alike = [f"A{n},u,2024-01-02,2.00,x\nA{n},u,2024-01-02,2.00,y" for n in range(1, 9)]
    unlike = [f"B{n},u,2024-01-02,2.00,x\nB{n},u,2024-01-02,3.00,y" for n in range(1, 3)]
    asked = of_rows(alike + unlike, "订单号,会员ID,付款时间,实付金额,商品")
    assert [each.name for each in asked.questions] == ["amounts"]
    assert asked.sales_cents == 100 + 8 * 400 + 2 * 500
    once = of_rows(alike + unlike, "订单号,会员ID,付款时间,实付金额,商品", Choices(once=True))
    assert once.sales_cents == 100 + 8 * 200 + 2 * 200
    lines = of_rows(alike + unlike, "订单号,会员ID,付款时间,实付金额,子订单编号")
    assert not lines.questions
    assert lines.sales_cents == asked.sales_cents


def test_rows_alike_are_lines_where_orders_have_several_rows() -> None:
    """Two of the same article in one order, in a file whose orders have lines without ids."""
    rows = ["A1,u1,2024-01-02,5,pen", "A1,u1,2024-01-02,5,pen", "A2,u2,2024-01-02,5,pen",
            "A2,u2,2024-01-02,7,ink", "A3,u3,2024-01-02,5,pen", "A3,u3,2024-01-02,8,cup"]
    head = "订单号,会员ID,付款时间,实付金额,商品"
    assert of_rows(rows, head).sales_cents == 100 + 1000 + 1200 + 1300
    named = [f"{row},{number}" for number, row in enumerate(rows)]
    named[1] = named[0]
    found = of_rows(named, f"{head},子订单编号")
    assert found.dropped == {"duplicate": 1}
    assert found.sales_cents == 100 + 500 + 1200 + 1300


def test_orders_of_a_day_are_one_order_day() -> None:
    found = of_rows(["A1,u1,2024-01-02 08:00,1", "A2,u1,2024-01-02 20:00,2", "A3,u1,2024-01-05,4"])
    assert found.orders == 4
    assert found.members is not None
    assert found.members.day.tolist() == [0, 1, 4]
    assert sorted(found.members.cents.tolist()) == [100, 300, 400]


def test_inviters_count_but_for_oneself() -> None:
    head = "订单号,会员ID,付款时间,实付金额,手机号,邀请人"
    found = of_rows(["A1,u1,2024-01-02,1,138,u0", "A2,u2,2024-01-02,1,139,139",
                     "A3,u3,2024-01-02,1,150,u3", "A4,u4,2024-01-02,1,151,",
                     "A5,u1,2024-01-03,1,138,", "A6,u6,2024-01-03,1,152,138"], head)
    assert found.sponsored == 2


def test_a_blank_column_serves_no_role() -> None:
    found = of_rows([f"A{n},,2024-01-02,1,13{n:09}" for n in range(1, 30)],
                    "订单号,会员ID,付款时间,实付金额,手机号", )
    assert found.columns["customer"] == "手机号"


def test_columns_can_be_chosen_and_are_asked_of() -> None:
    head = "订单号,会员ID,付款时间,下单时间,实付金额,手机号"
    rows = ["A1,u1,2024-01-02,2024-01-01,5,138", "A2,u1,2024-01-03,2024-01-01,5,139"]
    found = of_rows(rows, head)
    assert {each.name: each.options for each in found.questions} == {
        "column.time": ("付款时间", "下单时间"), "column.customer": ("会员ID", "手机号")}
    chosen = of_rows(rows, head, Choices({"customer": "手机号"}))
    assert chosen.columns["customer"] == "手机号"
    with pytest.raises(Refused, match=r"column.customer = 电话.*会员ID"):
        of_rows(rows, head, Choices({"customer": "电话"}))


def test_masked_phones_that_merge_people_are_refused() -> None:
    rows = [f"A{n},138****{n * 7 % 3000:04},2024-{1 + n % 6:02}-02,5" for n in range(1, 3000)]
    found = of_rows(rows, "订单号,手机号,付款时间,实付金额")
    assert found.error is not None
    assert found.error.code == "ids_masked"


def test_an_order_id_rounded_by_a_spreadsheet_merges_no_orders() -> None:
    rows = [f"1.93068E+18,u{n},2024-01-02,5" for n in range(10)]
    found = of_rows(rows)
    assert found.orders == 11
    assert "order" not in found.columns


@pytest.mark.parametrize(("unit", "yuan"), [
    ("元", 1.0), ("分", 0.01), ("万元", 1e4), ("千元", 1e3), ("含税", 1.0)])
def test_a_unit_in_a_columns_name_counts(unit: str, yuan: float) -> None:
    found = of_text(f"订单号,会员ID,付款时间,实付金额（{unit}）\nA,u,2024-01-01,125\n")
    assert found.sales_cents == pytest.approx(12_500 * yuan)


def test_refused_rows_can_be_looked_up() -> None:
    """As the file counts them, from 1 and with its header; at most a few of each reason."""
    found = of_rows(["A1,u1,2024-02-30,5", "A2,u1,2024-02-01,much", "A3,u1,2024-02-01,5",
                     *(f"B{n},u1,never,5" for n in range(9)), "C,u1,2024-02-01,-5"])
    assert found.refused_rows == {"bad_date": (3, 6, 7, 8, 9), "bad_amount": (4,),
                                  "refund_without_order": (15,)}
    told = read(found, Words("en"))
    assert any("10 without a day that exists (rows 3, 6, 7, 8, 9 …)" in each for each in told)


def test_a_file_in_which_no_order_counts_says_why() -> None:
    found = of_text("订单号,会员ID,付款时间,实付金额\nA,u,2024-01-01,$5\nB,u,1/2,¥5\n")
    assert found.error is not None
    assert found.error.code == "too_few"
    assert found.refused == {"bad_date": 1, "bad_amount": 1}
    assert counts(found)["first_day"] is None


@pytest.mark.parametrize(("head", "row"), [
    ("Order Number,Order Status,Order Date,Email (Billing),Order Total Amount",
     "7,Completed,2024-01-05 10:00,U@x.com,1.00"),
    ("order_id,status,order_date,order_total,customer_email,customer_id",
     "7,wc-completed,2024-01-05,1.00,u@x.com,0"),
    ("订单号,下单时间,付款确认时间,下单帐号,订单金额,应付金额,订单状态",
     "7,2024-01-04,2024-01-05,jd_u,3,1.00,完成"),
    ("订单编号,买家会员名,总金额,实付款,订单付款时间,订单状态", "7,u,3,1.00,2024-01-05,交易成功"),
])
def test_other_shops_are_known_by_their_headers(head: str, row: str) -> None:
    found = of_text(f"{head}\n{row}\n")
    assert (found.orders, found.customers, found.sales_cents) == (1, 1, 100)
    assert counts(found)["first_day"] == "2024-01-05"


@pytest.mark.parametrize("status", [
    "(删除)等待付款", "等待付款确认", "wc-failed", "Pending payment", "Cancelled"])
def test_other_shops_say_otherwise_that_nothing_was_paid(status: str) -> None:
    found = of_rows([f"A1,u1,2024-02-01,5,{status}"], head=STATED)
    assert found.dropped == {"unpaid": 1}
