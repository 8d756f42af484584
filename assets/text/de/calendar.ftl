# Tage, Monate und Uhrzeiten, wie sie auf allen Seiten stehen.

calendar-month-1 = Januar
    .short = Jan.
calendar-month-2 = Februar
    .short = Feb.
calendar-month-3 = März
    .short = März
calendar-month-4 = April
    .short = Apr.
calendar-month-5 = Mai
    .short = Mai
calendar-month-6 = Juni
    .short = Juni
calendar-month-7 = Juli
    .short = Juli
calendar-month-8 = August
    .short = Aug.
calendar-month-9 = September
    .short = Sep.
calendar-month-10 = Oktober
    .short = Okt.
calendar-month-11 = November
    .short = Nov.
calendar-month-12 = Dezember
    .short = Dez.

calendar-weekday-1 = Montag
    .short = Mo
calendar-weekday-2 = Dienstag
    .short = Di
calendar-weekday-3 = Mittwoch
    .short = Mi
calendar-weekday-4 = Donnerstag
    .short = Do
calendar-weekday-5 = Freitag
    .short = Fr
calendar-weekday-6 = Samstag
    .short = Sa
calendar-weekday-7 = Sonntag
    .short = So

# 21. Nov. 2026
calendar-date = { $day }. { $month } { $year }
# 21. November
calendar-day-of-month = { $day }. { $month }
# Samstag, 21. November 2026
calendar-date-long = { $weekday }, { $day }. { $month } { $year }
# November 2026
calendar-month-of-year = { $month } { $year }
# 16.–22. November 2026
calendar-days-in-month = { $first }.–{ $last }. { $month } { $year }
# 28. Sep. – 4. Okt. 2026
calendar-days-in-year = { $first-day }. { $first-month } – { $last-day }. { $last-month } { $year }
# 28. Dez. 2026 – 3. Jan. 2027
calendar-days = { $first } – { $last }
