#!/bin/sh
# The plan's first operating year and its first exits, as a clerk would type
# them; prints the fourth quarter's report and the one after the first exits.
#
#   examples/walk.sh            uses `fuhua` from the PATH and ./walk.db
#   FUHUA=target/release/fuhua FUHUA_LANG=en FUHUA_DB=/somewhere/walk.db examples/walk.sh
#
# Every command states its date; FUHUA_TODAY makes the output the same each time.
set -eu
FUHUA=${FUHUA:-fuhua}
export FUHUA_DB="${FUHUA_DB:-walk.db}" FUHUA_TODAY="${FUHUA_TODAY:-2023-01-31}" FUHUA_ACTOR="${FUHUA_ACTOR:-经办人甲}"
here=$(cd "$(dirname "$0")" && pwd)
f() { "$FUHUA" -q "$@"; }

f init

# --- October 2021: seven start-ups apply, six with a chance -------------------
apply() { # name, field, day of application, reserve fund
  f org add --name "$1" --kind unregistered --field "$2" --stage startup --town 东塔镇
  f apply "$1" --date "$3" --reserve-fund "$4"
}
apply 启明社会工作服务中心 professional 2021-10-08 1.2万
apply 暖阳助老服务中心 charity 2021-10-11 8000
apply 绿洲环保志愿者协会 charity 2021-10-12 6,500.50
apply 青禾社工服务中心 professional 2021-10-18 ¥9000
apply 星火志愿服务联合会 resource 2021-10-20 10000
apply 育苗儿童关爱中心 charity 2021-10-22 7000
apply 远方户外俱乐部 other 2021-10-25 0

# --- screening: two months to half a year, six stages in order ----------------
f review 远方户外俱乐部 --stage eligibility --result fail --unmet nonprofit,founder --date 2021-10-28
for org in 启明 暖阳 绿洲 青禾 星火 育苗; do
  f review $org --stage eligibility --result pass --date 2021-11-01
  f review $org --stage internal --result pass --date 2021-11-12 --note 电话访谈和面谈
  f review $org --stage site --result pass --date 2021-11-23
  f review $org --stage expert --date 2021-12-06 \
    --score 评审甲:团队=86 --score 评审甲:项目=82.5 --score 评审乙:团队=79 --score 评审乙:项目=88 \
    --abstain 评审丙 --recuse 评审丁:曾任该机构顾问
  f review $org --stage expert --result pass --date 2021-12-06
  f review $org --stage preliminary --result pass --date 2021-12-20
  f review $org --stage final --result pass --date 2021-12-27
done

# --- entry, with the level that exit is judged against ------------------------
f incubate 启明 --date 2022-01-04 --staff 4 --departments 2 --systems 1 --projects 0
f incubate 暖阳 --date 2022-01-04 --staff 3 --departments 1 --systems 1 --projects 1
f incubate 绿洲 --date 2022-01-05 --staff 5 --departments 2 --systems 2 --projects 0
f incubate 青禾 --date 2022-01-05 --staff 3 --departments 1 --systems 0 --projects 0
f incubate 星火 --date 2022-01-06 --staff 6 --departments 2 --systems 2 --projects 1
f incubate 育苗 --date 2022-01-06 --staff 2 --departments 1 --systems 1 --projects 0

# --- a year of work -----------------------------------------------------------
month=1
for service in space custody capacity information registration matching advice seed-fund; do
  for org in 启明 暖阳 绿洲 青禾 星火 育苗; do
    f service log $org --service $service --date 2022-0$month-20 --hours 1.5
  done
  month=$((month + 1))
done
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
  f org add --name "东塔镇第${i}邻里互助队" --kind community --town 东塔镇
  f org file "东塔镇第${i}邻里互助队" --date "2022年3月${i}日" --number "东备〔2022〕${i}号" --authority 东塔镇人民政府
done
f training log --title 社会组织内部治理 --form 专题讲座 --topic governance --date 2022-02-18 --hours 3 --roster "$here/rosters/东塔镇签到表-gb18030.csv"
f training log --title 志愿者招募与管理 --form salon --topic volunteers --date 2022-03-17 --hours 2 --headcount 48
for m in 4 5 6 7 8 9; do
  f training log --title "个案工作方法第${m}讲" --form supervision --topic service --date 2022-0$m-15 --hours 2 --headcount 61
done
for m in 1 2 3 4 5 6 7 8 9; do
  f consult log --topic registration --org 启明 --date 2022-0$m-10
  f consult log --topic policy --org 暖阳 --org 青禾 --date 2022-0$m-25
done
f project start 启明 --title 独居老人关爱 --date 2022-03-01 --grant 5,000 --source special-fund
f project start 暖阳 --title 助老餐桌 --date 2022-04-01 --grant 0.3万 --source donation
for org in 绿洲 青禾 星火 育苗; do
  for n in 一 二; do
    f project start $org --title "${org}公益行动${n}期" --date 2022-06-01
  done
done
f org recognise 启明 --as upgraded --date 2022-09-20 --basis 民政局〔2022〕31号文
f org recognise 启明 --as brand --date 2022-09-20 --basis 民政局〔2022〕32号文
f org recognise 暖阳 --as upgraded --date 2022-09-21 --basis 民政局〔2022〕33号文

# --- the fourth quarter, signed on its last day -------------------------------
f report quarterly Y1Q4

# --- January 2023: the first exits --------------------------------------------
f org register 启明 --date 2022-11-08 --uscc 52640181MJY20002XB
f exit-assess 启明 --stage assess --result pass --date 2023-01-05 \
  --staff 9 --departments 4 --systems 6 --projects 3 --registration pass --team pass --project pass
f exit-assess 启明 --stage preliminary --result pass --date 2023-01-10
f exit-assess 启明 --stage final --result pass --date 2023-01-16
f follow-up log 启明 --date 2023-01-30 --note 财务与项目回访
f exit-assess 绿洲 --stage assess --result fail --date 2023-01-06 \
  --staff 4 --departments 2 --systems 2 --projects 0 --registration fail --team fail --project fail
f exit-assess 绿洲 --stage preliminary --result fail --date 2023-01-10
f exit-assess 绿洲 --stage final --result fail --date 2023-01-16

f report quarterly 2023Q1
f target status --year Y1
f audit
