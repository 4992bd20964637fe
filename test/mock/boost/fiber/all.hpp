#ifndef LEASH_MOCK_BOOST_FIBER_ALL_HPP
#define LEASH_MOCK_BOOST_FIBER_ALL_HPP
#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/channel_op_status.hpp>
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/unbuffered_channel.hpp>
#endif
