# Days, months and clock times, as they stand in every page.

calendar-month-1 = January
    .short = Jan
calendar-month-2 = February
    .short = Feb
calendar-month-3 = March
    .short = Mar
calendar-month-4 = April
    .short = Apr
calendar-month-5 = May
    .short = May
calendar-month-6 = June
    .short = Jun
calendar-month-7 = July
    .short = Jul
calendar-month-8 = August
    .short = Aug
calendar-month-9 = September
    .short = Sep
calendar-month-10 = October
    .short = Oct
calendar-month-11 = November
    .short = Nov
calendar-month-12 = December
    .short = Dec

calendar-weekday-1 = Monday
    .short = Mon
calendar-weekday-2 = Tuesday
    .short = Tue
calendar-weekday-3 = Wednesday
    .short = Wed
calendar-weekday-4 = Thursday
    .short = Thu
calendar-weekday-5 = Friday
    .short = Fri
calendar-weekday-6 = Saturday
    .short = Sat
calendar-weekday-7 = Sunday
    .short = Sun

# 21 Nov 2026
calendar-date = { $day } { $month } { $year }
# 21 November
calendar-day-of-month = { $day } { $month }
# Saturday, 21 November 2026
calendar-date-long = { $weekday }, { $day } { $month } { $year }
# November 2026
calendar-month-of-year = { $month } { $year }
# 16–22 November 2026
calendar-days-in-month = { $first }–{ $last } { $month } { $year }
# 28 Sep – 4 Oct 2026
calendar-days-in-year = { $first-day } { $first-month } – { $last-day } { $last-month } { $year }
# 28 Dec 2026 – 3 Jan 2027
calendar-days = { $first } – { $last }
