[]
:put
:len
:log info
